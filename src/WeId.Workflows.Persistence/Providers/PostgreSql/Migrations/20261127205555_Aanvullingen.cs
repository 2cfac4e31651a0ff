using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaakId = table.Column<Guid>(type: "uuid", nullable: false),
                    Fase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Redenen = table.Column<List<string>>(type: "text[]", nullable: false),
                    Toelichting = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    GevraagdDoor = table.Column<Guid>(type: "uuid", nullable: false),
                    GevraagdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Uiterlijk = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Antwoord = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    MetKopie = table.Column<bool>(type: "boolean", nullable: false),
                    BeantwoordDoor = table.Column<Guid>(type: "uuid", nullable: true),
                    BeantwoordOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
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
