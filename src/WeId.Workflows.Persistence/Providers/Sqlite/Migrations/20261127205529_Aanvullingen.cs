using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Aanvullingen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Aanvullingen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaakId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fase = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Redenen = table.Column<string>(type: "TEXT", nullable: false),
                    Toelichting = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    GevraagdDoor = table.Column<Guid>(type: "TEXT", nullable: false),
                    GevraagdOp = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Uiterlijk = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Antwoord = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    MetKopie = table.Column<bool>(type: "INTEGER", nullable: false),
                    BeantwoordDoor = table.Column<Guid>(type: "TEXT", nullable: true),
                    BeantwoordOp = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Aanvullingen", x => x.Id);
                    table.CheckConstraint("CK_Aanvullingen_Beantwoord", "(\"Status\" = 'Beantwoord' AND \"BeantwoordDoor\" IS NOT NULL AND \"BeantwoordOp\" IS NOT NULL) OR (\"Status\" <> 'Beantwoord' AND \"BeantwoordDoor\" IS NULL AND \"BeantwoordOp\" IS NULL)");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Aanvullingen_AanvraagId_GevraagdOp",
                table: "Aanvullingen",
                columns: new[] { "AanvraagId", "GevraagdOp" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Aanvullingen");
        }
    }
}
