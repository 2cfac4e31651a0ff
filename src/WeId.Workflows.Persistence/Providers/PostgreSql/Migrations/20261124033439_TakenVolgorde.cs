using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class TakenVolgorde : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Taken_Status_Rol_Uiterlijk",
                table: "Taken");

            migrationBuilder.CreateIndex(
                name: "IX_Taken_Status_Rol_Uiterlijk_AangemaaktOp",
                table: "Taken",
                columns: new[] { "Status", "Rol", "Uiterlijk", "AangemaaktOp" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Taken_Status_Rol_Uiterlijk_AangemaaktOp",
                table: "Taken");

            migrationBuilder.CreateIndex(
                name: "IX_Taken_Status_Rol_Uiterlijk",
                table: "Taken",
                columns: new[] { "Status", "Rol", "Uiterlijk" });
        }
    }
}
