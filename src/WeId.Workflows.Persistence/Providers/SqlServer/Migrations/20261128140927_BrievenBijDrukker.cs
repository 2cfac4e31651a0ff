using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class BrievenBijDrukker : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "EerderAdres",
                table: "Verzendingen",
                type: "varbinary(max)",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RetourDoor",
                table: "Verzendingen",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Manifest",
                table: "Drukopdrachten",
                type: "varbinary(max)",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EerderAdres",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "RetourDoor",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "Manifest",
                table: "Drukopdrachten");
        }
    }
}
