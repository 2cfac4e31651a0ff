using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SeveralNodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_AanvraagId_Name_Status",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_ExecutionId",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_Status_Deadline",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstances_Status",
                table: "WorkflowInstances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Key_Status_Sequence",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Status_DueAt",
                table: "Outbox");

            // Not DropColumn: that would rebuild the whole table.
            migrationBuilder.Sql("""ALTER TABLE "Outbox" DROP COLUMN "NotAfter";""");

            migrationBuilder.AddColumn<string>(
                name: "Lane",
                table: "Outbox",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""UPDATE "Outbox" SET "Lane" = CASE WHEN "Type" LIKE 'workflow.%' THEN 'Workflow' ELSE 'Outside' END;""");
            migrationBuilder.Sql("""UPDATE "Outbox" SET "Status" = 'Failed' WHERE "Status" = 'Expired';""");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Audit",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Volgnummer",
                table: "Audit",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_AanvraagId_Name",
                table: "WorkflowWaits",
                columns: new[] { "AanvraagId", "Name" },
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_Deadline",
                table: "WorkflowWaits",
                column: "Deadline",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_ExecutionId",
                table: "WorkflowWaits",
                column: "ExecutionId",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstances_Status_EndedAt",
                table: "WorkflowInstances",
                columns: new[] { "Status", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DueAt",
                table: "Outbox",
                column: "DueAt",
                filter: "\"Status\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_EndedAt",
                table: "Outbox",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Key_Sequence",
                table: "Outbox",
                columns: new[] { "Key", "Sequence" },
                filter: "\"Status\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_Priority_Sequence",
                table: "Outbox",
                columns: new[] { "Lane", "Priority", "Sequence" },
                descending: new[] { false, true, false },
                filter: "\"Status\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_At",
                table: "Operations",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Op_Id",
                table: "Audit",
                columns: new[] { "Op", "Id" },
                filter: "\"Volgnummer\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Volgnummer",
                table: "Audit",
                column: "Volgnummer",
                unique: true,
                filter: "\"Volgnummer\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Leases");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_AanvraagId_Name",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_Deadline",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowWaits_ExecutionId",
                table: "WorkflowWaits");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstances_Status_EndedAt",
                table: "WorkflowInstances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_DueAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_EndedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Key_Sequence",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Lane_Priority_Sequence",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Operations_At",
                table: "Operations");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Op_Id",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Volgnummer",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Volgnummer",
                table: "Audit");

            migrationBuilder.AddColumn<DateTime>(
                name: "NotAfter",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_AanvraagId_Name_Status",
                table: "WorkflowWaits",
                columns: new[] { "AanvraagId", "Name", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_ExecutionId",
                table: "WorkflowWaits",
                column: "ExecutionId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowWaits_Status_Deadline",
                table: "WorkflowWaits",
                columns: new[] { "Status", "Deadline" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstances_Status",
                table: "WorkflowInstances",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Key_Status_Sequence",
                table: "Outbox",
                columns: new[] { "Key", "Status", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Status_DueAt",
                table: "Outbox",
                columns: new[] { "Status", "DueAt" });
        }
    }
}
