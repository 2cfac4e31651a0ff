using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PostEnOtpVoorraad : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HerdrukVanId",
                table: "Verzendingen",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PostbatchId",
                table: "Verzendingen",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RetourOp",
                table: "Verzendingen",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RetourReden",
                table: "Verzendingen",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AfgeschrevenOp",
                table: "OtpApparaten",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Afschrijving",
                table: "OtpApparaten",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GeleverdOp",
                table: "OtpApparaten",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Periode",
                table: "OtpApparaten",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TrackTrace",
                table: "OtpApparaten",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OtpPeriode",
                table: "Accounts",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OtpVerloop",
                table: "Accounts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Postbatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Nummer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    GemaaktDoor = table.Column<Guid>(type: "uuid", nullable: false),
                    GemaaktOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    GeslotenDoor = table.Column<Guid>(type: "uuid", nullable: true),
                    GeslotenOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Postbatches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_HerdrukVanId",
                table: "Verzendingen",
                column: "HerdrukVanId",
                unique: true,
                filter: "\"HerdrukVanId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_PostbatchId",
                table: "Verzendingen",
                column: "PostbatchId",
                filter: "\"PostbatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_RetourOp",
                table: "Verzendingen",
                column: "RetourOp",
                filter: "\"RetourOp\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Postbatches_Nummer",
                table: "Postbatches",
                column: "Nummer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Postbatches_Status_GemaaktOp",
                table: "Postbatches",
                columns: new[] { "Status", "GemaaktOp" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Postbatches");

            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_HerdrukVanId",
                table: "Verzendingen");

            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_PostbatchId",
                table: "Verzendingen");

            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_RetourOp",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "HerdrukVanId",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "PostbatchId",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "RetourOp",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "RetourReden",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "AfgeschrevenOp",
                table: "OtpApparaten");

            migrationBuilder.DropColumn(
                name: "Afschrijving",
                table: "OtpApparaten");

            migrationBuilder.DropColumn(
                name: "GeleverdOp",
                table: "OtpApparaten");

            migrationBuilder.DropColumn(
                name: "Periode",
                table: "OtpApparaten");

            migrationBuilder.DropColumn(
                name: "TrackTrace",
                table: "OtpApparaten");

            migrationBuilder.DropColumn(
                name: "OtpPeriode",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "OtpVerloop",
                table: "Accounts");
        }
    }
}
