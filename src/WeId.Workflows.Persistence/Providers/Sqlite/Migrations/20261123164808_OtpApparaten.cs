using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OtpApparaten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OtpApparaten",
                columns: table => new
                {
                    Serienummer = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Geheim = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EhMiddelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UitgegevenOp = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OtpApparaten", x => x.Serienummer);
                    table.ForeignKey(
                        name: "FK_OtpApparaten_EhMiddelen_EhMiddelId",
                        column: x => x.EhMiddelId,
                        principalTable: "EhMiddelen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OtpApparaten_EhMiddelId",
                table: "OtpApparaten",
                column: "EhMiddelId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OtpApparaten");
        }
    }
}
