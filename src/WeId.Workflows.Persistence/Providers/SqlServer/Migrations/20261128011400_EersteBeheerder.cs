using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class EersteBeheerder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AanvraagToegangen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SleutelHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    GeldigTot = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GebruiktOp = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AanvraagToegangen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AanvraagToegangen_Aanvragen_AanvraagId",
                        column: x => x.AanvraagId,
                        principalTable: "Aanvragen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AanvraagToegangen_AanvraagId",
                table: "AanvraagToegangen",
                column: "AanvraagId");

            migrationBuilder.CreateIndex(
                name: "IX_AanvraagToegangen_SleutelHash",
                table: "AanvraagToegangen",
                column: "SleutelHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AanvraagToegangen");
        }
    }
}
