using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class VerstuurdeDocumenten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "VerzendingId",
                table: "Dossierstukken",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dossierstukken_VerzendingId",
                table: "Dossierstukken",
                column: "VerzendingId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Dossierstukken_VerzendingId",
                table: "Dossierstukken");

            migrationBuilder.DropColumn(
                name: "VerzendingId",
                table: "Dossierstukken");
        }
    }
}
