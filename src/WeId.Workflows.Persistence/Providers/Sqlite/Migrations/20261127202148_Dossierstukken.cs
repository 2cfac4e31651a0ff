using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Dossierstukken : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Dossierstukken",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Soort = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Bestandsnaam = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Versleuteld = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sleutel = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OntvangenOp = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TaakId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dossierstukken", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Dossierstukken_AanvraagId",
                table: "Dossierstukken",
                column: "AanvraagId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Dossierstukken");
        }
    }
}
