using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AanvullingVanRelatie : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Aanvullingen_Beantwoord",
                table: "Aanvullingen");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Aanvullingen_Beantwoord",
                table: "Aanvullingen",
                sql: "(\"Status\" = 'Beantwoord' AND \"BeantwoordOp\" IS NOT NULL) OR (\"Status\" <> 'Beantwoord' AND \"BeantwoordDoor\" IS NULL AND \"BeantwoordOp\" IS NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Aanvullingen_Beantwoord",
                table: "Aanvullingen");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Aanvullingen_Beantwoord",
                table: "Aanvullingen",
                sql: "(\"Status\" = 'Beantwoord' AND \"BeantwoordDoor\" IS NOT NULL AND \"BeantwoordOp\" IS NOT NULL) OR (\"Status\" <> 'Beantwoord' AND \"BeantwoordDoor\" IS NULL AND \"BeantwoordOp\" IS NULL)");
        }
    }
}
