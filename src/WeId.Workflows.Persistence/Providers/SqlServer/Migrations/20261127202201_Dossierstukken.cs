using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Soort = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bestandsnaam = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ContentType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Versleuteld = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Sleutel = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    OntvangenOp = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TaakId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
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
