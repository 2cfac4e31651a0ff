using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class CheckConstraints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddCheckConstraint(
                name: "CK_WorkflowWaits_Closed",
                table: "WorkflowWaits",
                sql: "(\"Status\" = 'Open' AND \"ClosedAt\" IS NULL) OR (\"Status\" <> 'Open' AND \"ClosedAt\" IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_WorkflowInstances_Ended",
                table: "WorkflowInstances",
                sql: "(\"Status\" = 'Running' AND \"EndedAt\" IS NULL) OR (\"Status\" <> 'Running' AND \"EndedAt\" IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Taken_Besloten",
                table: "Taken",
                sql: "(\"Status\" = 'Besloten' AND \"Besluit\" IS NOT NULL AND \"BeslotenDoor\" IS NOT NULL AND \"BeslotenOp\" IS NOT NULL) OR (\"Status\" <> 'Besloten' AND \"Besluit\" IS NULL AND \"BeslotenDoor\" IS NULL AND \"BeslotenOp\" IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen",
                sql: "\"Status\" <> 'Actief' OR (\"GeactiveerdOp\" IS NOT NULL AND \"UiterlijkActiverenOp\" IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Koppelingen_Termijn",
                table: "Koppelingen",
                sql: "\"Status\" NOT IN ('WachtenOpActivatie', 'ActivatieVerlopen') OR (\"UiterlijkActiverenOp\" IS NOT NULL AND \"GeactiveerdOp\" IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Bijlagen_Gewist",
                table: "Bijlagen",
                sql: "(\"GewistOp\" IS NULL AND \"Versleuteld\" IS NOT NULL AND \"Sleutel\" IS NOT NULL) OR (\"GewistOp\" IS NOT NULL AND \"Versleuteld\" IS NULL AND \"Sleutel\" IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Audit_Ketting",
                table: "Audit",
                sql: "(\"Volgnummer\" IS NULL AND \"Hash\" IS NULL) OR (\"Volgnummer\" IS NOT NULL AND \"Hash\" IS NOT NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_WorkflowWaits_Closed",
                table: "WorkflowWaits");

            migrationBuilder.DropCheckConstraint(
                name: "CK_WorkflowInstances_Ended",
                table: "WorkflowInstances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Taken_Besloten",
                table: "Taken");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Koppelingen_Termijn",
                table: "Koppelingen");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Bijlagen_Gewist",
                table: "Bijlagen");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Audit_Ketting",
                table: "Audit");
        }
    }
}
