using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TaakId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Fase = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Redenen = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Toelichting = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    GevraagdDoor = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GevraagdOp = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Uiterlijk = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Antwoord = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MetKopie = table.Column<bool>(type: "bit", nullable: false),
                    BeantwoordDoor = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BeantwoordOp = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
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
