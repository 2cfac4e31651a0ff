using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Afleveringen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Aflevering",
                table: "Verzendingen",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AfleveringCode",
                table: "Verzendingen",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "AfleveringOp",
                table: "Verzendingen",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_Adres_VerzondenOp",
                table: "Verzendingen",
                columns: new[] { "Adres", "VerzondenOp" },
                filter: "\"Kanaal\" = 'Sms'");

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_Aflevering_AfleveringOp",
                table: "Verzendingen",
                columns: new[] { "Aflevering", "AfleveringOp" },
                filter: "\"Aflevering\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_Adres_VerzondenOp",
                table: "Verzendingen");

            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_Aflevering_AfleveringOp",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "Aflevering",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "AfleveringCode",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "AfleveringOp",
                table: "Verzendingen");
        }
    }
}
