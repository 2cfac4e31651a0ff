using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Machtigingen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "OrganisatieId",
                table: "Machtigingen",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen",
                column: "Einddatum",
                filter: "\"Status\" = 'Actief'");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_OrganisatieId_DienstUuid_Einddatum",
                table: "Machtigingen",
                columns: new[] { "OrganisatieId", "DienstUuid", "Einddatum" },
                filter: "\"DienstUuid\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_OrganisatieId_Niveau_Einddatum",
                table: "Machtigingen",
                columns: new[] { "OrganisatieId", "Niveau", "Einddatum" },
                filter: "\"Niveau\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_OrganisatieId_Oin_Einddatum",
                table: "Machtigingen",
                columns: new[] { "OrganisatieId", "Oin", "Einddatum" },
                filter: "\"Oin\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_OrganisatieId_DienstUuid_Einddatum",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_OrganisatieId_Niveau_Einddatum",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_OrganisatieId_Oin_Einddatum",
                table: "Machtigingen");

            migrationBuilder.DropColumn(
                name: "OrganisatieId",
                table: "Machtigingen");
        }
    }
}
