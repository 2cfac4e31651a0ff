using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    Soort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Bestandsnaam = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    ContentType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Versleuteld = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sleutel = table.Column<byte[]>(type: "bytea", nullable: false),
                    OntvangenOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TaakId = table.Column<Guid>(type: "uuid", nullable: true)
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
