using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeId.Workflows.Persistence.Work;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MachtigingTellingen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_AanvraagId",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen");

            migrationBuilder.AddColumn<bool>(
                name: "WachtOpRegister",
                table: "Machtigingen",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "MachtigingTellingen",
                columns: table => new
                {
                    OrganisatieId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Soort = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Sleutel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Einddatum = table.Column<DateOnly>(type: "date", nullable: false),
                    Aantal = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MachtigingTellingen", x => new { x.OrganisatieId, x.Soort, x.Sleutel, x.Einddatum });
                    table.ForeignKey(
                        name: "FK_MachtigingTellingen_Organisaties_OrganisatieId",
                        column: x => x.OrganisatieId,
                        principalTable: "Organisaties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Registertellers",
                columns: table => new
                {
                    OrganisatieId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registertellers", x => x.OrganisatieId);
                    table.ForeignKey(
                        name: "FK_Registertellers_Organisaties_OrganisatieId",
                        column: x => x.OrganisatieId,
                        principalTable: "Organisaties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_AangekondigdOp",
                table: "Machtigingen",
                column: "AangekondigdOp",
                filter: "\"Status\" = 'IntrekkingAangekondigd'");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_AanvraagId",
                table: "Machtigingen",
                column: "AanvraagId",
                filter: "\"AanvraagId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen",
                column: "Einddatum",
                filter: "\"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_KoppelingId",
                table: "Machtigingen",
                column: "KoppelingId");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_OrganisatieId",
                table: "Machtigingen",
                column: "OrganisatieId",
                filter: "\"Status\" = 'InVerwerking'");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_OrganisatieId_GeeindigdOp",
                table: "Machtigingen",
                columns: new[] { "OrganisatieId", "GeeindigdOp" },
                filter: "\"Status\" = 'Mislukt'");

            migrationBuilder.CreateIndex(
                name: "IX_Koppelingen_OrganisatieId_Rol_Status",
                table: "Koppelingen",
                columns: new[] { "OrganisatieId", "Rol", "Status" });

            foreach (var sql in MachtigingTeller.Fill)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MachtigingTellingen");

            migrationBuilder.DropTable(
                name: "Registertellers");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_AangekondigdOp",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_AanvraagId",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_KoppelingId",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_OrganisatieId",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Machtigingen_OrganisatieId_GeeindigdOp",
                table: "Machtigingen");

            migrationBuilder.DropIndex(
                name: "IX_Koppelingen_OrganisatieId_Rol_Status",
                table: "Koppelingen");

            migrationBuilder.DropColumn(
                name: "WachtOpRegister",
                table: "Machtigingen");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_AanvraagId",
                table: "Machtigingen",
                column: "AanvraagId");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_Einddatum",
                table: "Machtigingen",
                column: "Einddatum",
                filter: "\"Status\" = 'Actief'");
        }
    }
}
