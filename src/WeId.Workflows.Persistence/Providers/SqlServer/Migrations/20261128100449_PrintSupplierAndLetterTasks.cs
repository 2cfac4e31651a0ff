using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class PrintSupplierAndLetterTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Taken_WaitId",
                table: "Taken");

            migrationBuilder.AddColumn<DateTime>(
                name: "DrukkerAangenomenOp",
                table: "Verzendingen",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DrukkerReden",
                table: "Verzendingen",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "DrukopdrachtId",
                table: "Verzendingen",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "WaitId",
                table: "Taken",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<Guid>(
                name: "VerzendingId",
                table: "Taken",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Drukopdrachten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    GemaaktOp = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AfgeleverdOp = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drukopdrachten", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Terugmeldingen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Bestand = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kenmerk = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Reden = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OntvangenOp = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AfgehandeldOp = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terugmeldingen", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Verzendingen_DrukopdrachtId",
                table: "Verzendingen",
                column: "DrukopdrachtId",
                filter: "\"DrukopdrachtId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Taken_VerzendingId",
                table: "Taken",
                column: "VerzendingId",
                filter: "\"VerzendingId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Taken_WaitId",
                table: "Taken",
                column: "WaitId",
                unique: true,
                filter: "\"WaitId\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Taken_Waarover",
                table: "Taken",
                sql: "(\"WaitId\" IS NOT NULL AND \"VerzendingId\" IS NULL) OR (\"WaitId\" IS NULL AND \"VerzendingId\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Drukopdrachten_AfgeleverdOp",
                table: "Drukopdrachten",
                column: "AfgeleverdOp");

            migrationBuilder.CreateIndex(
                name: "IX_Drukopdrachten_Nummer",
                table: "Drukopdrachten",
                column: "Nummer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Terugmeldingen_AfgehandeldOp",
                table: "Terugmeldingen",
                column: "AfgehandeldOp");

            migrationBuilder.CreateIndex(
                name: "IX_Terugmeldingen_Kenmerk",
                table: "Terugmeldingen",
                column: "Kenmerk",
                unique: true,
                filter: "\"Kenmerk\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Drukopdrachten");

            migrationBuilder.DropTable(
                name: "Terugmeldingen");

            migrationBuilder.DropIndex(
                name: "IX_Verzendingen_DrukopdrachtId",
                table: "Verzendingen");

            migrationBuilder.DropIndex(
                name: "IX_Taken_VerzendingId",
                table: "Taken");

            migrationBuilder.DropIndex(
                name: "IX_Taken_WaitId",
                table: "Taken");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Taken_Waarover",
                table: "Taken");

            migrationBuilder.DropColumn(
                name: "DrukkerAangenomenOp",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "DrukkerReden",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "DrukopdrachtId",
                table: "Verzendingen");

            migrationBuilder.DropColumn(
                name: "VerzendingId",
                table: "Taken");

            migrationBuilder.AlterColumn<Guid>(
                name: "WaitId",
                table: "Taken",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Taken_WaitId",
                table: "Taken",
                column: "WaitId",
                unique: true);
        }
    }
}
