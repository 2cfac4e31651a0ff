using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Belastingdienstmiddel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BelastingdienstKvk",
                table: "EhMiddelen",
                type: "TEXT",
                maxLength: 8,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_EhMiddelen_BelastingdienstKvk",
                table: "EhMiddelen",
                column: "BelastingdienstKvk",
                unique: true,
                filter: "\"BelastingdienstKvk\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_EhMiddelen_Belastingdienst",
                table: "EhMiddelen",
                sql: "\"Type\" <> 'Belastingdienst' OR \"Niveau\" = 'Eh3'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EhMiddelen_BelastingdienstKvk",
                table: "EhMiddelen");

            migrationBuilder.DropCheckConstraint(
                name: "CK_EhMiddelen_Belastingdienst",
                table: "EhMiddelen");

            migrationBuilder.DropColumn(
                name: "BelastingdienstKvk",
                table: "EhMiddelen");
        }
    }
}
