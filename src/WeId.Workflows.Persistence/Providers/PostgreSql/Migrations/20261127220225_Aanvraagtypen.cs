using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeId.Workflows.Persistence.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Aanvraagtypen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen");

            migrationBuilder.CreateTable(
                name: "Contracten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    Nummer = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Versie = table.Column<int>(type: "integer", nullable: false),
                    StukId = table.Column<Guid>(type: "uuid", nullable: false),
                    Handtekeningen = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OpgemaaktOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    GedownloadOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    OntvangenOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                    Toelichting = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contracten", x => x.Id);
                    table.CheckConstraint("CK_Contracten_Ontvangen", "\"Status\" NOT IN ('Ontvangen', 'Geaccepteerd', 'Onvolledig', 'Afgewezen') OR (\"ScanId\" IS NOT NULL AND \"OntvangenOp\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Contracten_Aanvragen_AanvraagId",
                        column: x => x.AanvraagId,
                        principalTable: "Aanvragen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ketenmachtigingen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    GeverOrganisatieId = table.Column<Guid>(type: "uuid", nullable: true),
                    GeverKvk = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    GeverNaam = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    GeverEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    IntermediairKvk = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    IntermediairNaam = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IntermediairEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Soort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Sleutel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NaamNl = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    NaamEn = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    Niveau = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Startdatum = table.Column<DateOnly>(type: "date", nullable: false),
                    Einddatum = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    VastgelegdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BeeindigdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ketenmachtigingen", x => x.Id);
                    table.CheckConstraint("CK_Ketenmachtigingen_Einde", "(\"Status\" = 'Actief' AND \"BeeindigdOp\" IS NULL) OR (\"Status\" <> 'Actief' AND \"BeeindigdOp\" IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "Ketenmodules",
                columns: table => new
                {
                    OrganisatieId = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    BeschikbaarSinds = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ketenmodules", x => x.OrganisatieId);
                });

            migrationBuilder.CreateTable(
                name: "KetenUitnodigingen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisatieId = table.Column<Guid>(type: "uuid", nullable: false),
                    RelatieKvk = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    RelatieNaam = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    UitgenodigdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Uiterlijk = table.Column<DateOnly>(type: "date", nullable: false),
                    SleutelHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Vertegenwoordiger = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Keuze = table.Column<string>(type: "text", nullable: true),
                    BeantwoordOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KetenUitnodigingen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Machtigingen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    KoppelingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Soort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DienstUuid = table.Column<Guid>(type: "uuid", nullable: true),
                    Oin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Niveau = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Startdatum = table.Column<DateOnly>(type: "date", nullable: false),
                    Einddatum = table.Column<DateOnly>(type: "date", nullable: false),
                    GewijzigdOp = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AangekondigdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GeeindigdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Machtigingen", x => x.Id);
                    table.CheckConstraint("CK_Machtigingen_Beeindigd", "(\"Status\" = 'Beeindigd' AND \"AanvraagId\" IS NOT NULL) OR (\"Status\" <> 'Beeindigd' AND \"AanvraagId\" IS NULL)");
                    table.CheckConstraint("CK_Machtigingen_Bereik", "(\"Soort\" = 'Dienst' AND \"DienstUuid\" IS NOT NULL AND \"Oin\" IS NULL AND \"Niveau\" IS NULL) OR (\"Soort\" = 'Dienstverlener' AND \"DienstUuid\" IS NULL AND \"Oin\" IS NOT NULL AND \"Niveau\" IS NULL) OR (\"Soort\" = 'Algemeen' AND \"DienstUuid\" IS NULL AND \"Oin\" IS NULL AND \"Niveau\" IS NOT NULL)");
                    table.CheckConstraint("CK_Machtigingen_Einde", "(\"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd') AND \"GeeindigdOp\" IS NULL) OR (NOT (\"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')) AND \"GeeindigdOp\" IS NOT NULL)");
                    table.CheckConstraint("CK_Machtigingen_Termijn", "\"Einddatum\" > \"Startdatum\" AND \"GewijzigdOp\" >= \"Startdatum\" AND \"GewijzigdOp\" < \"Einddatum\"");
                    table.ForeignKey(
                        name: "FK_Machtigingen_Diensten_DienstUuid",
                        column: x => x.DienstUuid,
                        principalTable: "Diensten",
                        principalColumn: "Uuid",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Machtigingen_Dienstverleners_Oin",
                        column: x => x.Oin,
                        principalTable: "Dienstverleners",
                        principalColumn: "Oin",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Machtigingen_Koppelingen_KoppelingId",
                        column: x => x.KoppelingId,
                        principalTable: "Koppelingen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Offertes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisatieId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kosten = table.Column<string>(type: "text", nullable: false),
                    GeldigTot = table.Column<DateOnly>(type: "date", nullable: false),
                    Toelichting = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    OpgemaaktOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    BeantwoordOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offertes", x => x.Id);
                    table.CheckConstraint("CK_Offertes_Antwoord", "(\"Status\" = 'Verzonden' AND \"BeantwoordOp\" IS NULL) OR (\"Status\" <> 'Verzonden' AND \"BeantwoordOp\" IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "Upgrades",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    KoppelingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rol = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TweedeFactor = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OokVoor = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    VervangenAbonnement_Duur = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    VervangenAbonnement_Begin = table.Column<DateOnly>(type: "date", nullable: true),
                    VervangenAbonnement_Einde = table.Column<DateOnly>(type: "date", nullable: true),
                    EhMiddelId = table.Column<Guid>(type: "uuid", nullable: false),
                    AanvraagId = table.Column<Guid>(type: "uuid", nullable: false),
                    Niveau = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    UiterlijkActiverenOp = table.Column<DateOnly>(type: "date", nullable: true),
                    GeactiveerdOp = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Upgrades", x => x.Id);
                    table.CheckConstraint("CK_Upgrades_Actief", "\"Status\" <> 'Actief' OR (\"GeactiveerdOp\" IS NOT NULL AND \"UiterlijkActiverenOp\" IS NOT NULL)");
                    table.CheckConstraint("CK_Upgrades_Termijn", "\"Status\" NOT IN ('WachtenOpActivatie', 'ActivatieVerlopen') OR (\"UiterlijkActiverenOp\" IS NOT NULL AND \"GeactiveerdOp\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_Upgrades_EhMiddelen_EhMiddelId",
                        column: x => x.EhMiddelId,
                        principalTable: "EhMiddelen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Upgrades_Koppelingen_KoppelingId",
                        column: x => x.KoppelingId,
                        principalTable: "Koppelingen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Organisaties_KvkNummer",
                table: "Organisaties",
                column: "KvkNummer",
                unique: true,
                filter: "\"Vestigingsnummer\" IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen",
                sql: "\"Status\" NOT IN ('Actief', 'Geschorst') OR (\"GeactiveerdOp\" IS NOT NULL AND \"UiterlijkActiverenOp\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Contracten_AanvraagId_Versie",
                table: "Contracten",
                columns: new[] { "AanvraagId", "Versie" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Contracten_Nummer",
                table: "Contracten",
                column: "Nummer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ketenmachtigingen_AanvraagId",
                table: "Ketenmachtigingen",
                column: "AanvraagId");

            migrationBuilder.CreateIndex(
                name: "IX_Ketenmachtigingen_GeverKvk_IntermediairKvk_Soort_Sleutel",
                table: "Ketenmachtigingen",
                columns: new[] { "GeverKvk", "IntermediairKvk", "Soort", "Sleutel" },
                unique: true,
                filter: "\"Status\" = 'Actief'");

            migrationBuilder.CreateIndex(
                name: "IX_Ketenmachtigingen_IntermediairKvk_Status",
                table: "Ketenmachtigingen",
                columns: new[] { "IntermediairKvk", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_KetenUitnodigingen_AanvraagId",
                table: "KetenUitnodigingen",
                column: "AanvraagId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_KetenUitnodigingen_OrganisatieId_RelatieKvk",
                table: "KetenUitnodigingen",
                columns: new[] { "OrganisatieId", "RelatieKvk" },
                unique: true,
                filter: "\"Status\" IN ('Uitgenodigd', 'PerPost', 'InControle')");

            migrationBuilder.CreateIndex(
                name: "IX_KetenUitnodigingen_SleutelHash",
                table: "KetenUitnodigingen",
                column: "SleutelHash",
                unique: true,
                filter: "\"SleutelHash\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_AanvraagId",
                table: "Machtigingen",
                column: "AanvraagId");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_DienstUuid",
                table: "Machtigingen",
                column: "DienstUuid");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_KoppelingId_DienstUuid",
                table: "Machtigingen",
                columns: new[] { "KoppelingId", "DienstUuid" },
                unique: true,
                filter: "\"DienstUuid\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_KoppelingId_Niveau",
                table: "Machtigingen",
                columns: new[] { "KoppelingId", "Niveau" },
                unique: true,
                filter: "\"Niveau\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_KoppelingId_Oin",
                table: "Machtigingen",
                columns: new[] { "KoppelingId", "Oin" },
                unique: true,
                filter: "\"Oin\" IS NOT NULL AND \"Status\" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')");

            migrationBuilder.CreateIndex(
                name: "IX_Machtigingen_Oin",
                table: "Machtigingen",
                column: "Oin");

            migrationBuilder.CreateIndex(
                name: "IX_Offertes_AanvraagId",
                table: "Offertes",
                column: "AanvraagId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Upgrades_AanvraagId",
                table: "Upgrades",
                column: "AanvraagId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Upgrades_EhMiddelId",
                table: "Upgrades",
                column: "EhMiddelId");

            migrationBuilder.CreateIndex(
                name: "IX_Upgrades_KoppelingId",
                table: "Upgrades",
                column: "KoppelingId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Contracten");

            migrationBuilder.DropTable(
                name: "Ketenmachtigingen");

            migrationBuilder.DropTable(
                name: "Ketenmodules");

            migrationBuilder.DropTable(
                name: "KetenUitnodigingen");

            migrationBuilder.DropTable(
                name: "Machtigingen");

            migrationBuilder.DropTable(
                name: "Offertes");

            migrationBuilder.DropTable(
                name: "Upgrades");

            migrationBuilder.DropIndex(
                name: "IX_Organisaties_KvkNummer",
                table: "Organisaties");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Koppelingen_Actief",
                table: "Koppelingen",
                sql: "\"Status\" <> 'Actief' OR (\"GeactiveerdOp\" IS NOT NULL AND \"UiterlijkActiverenOp\" IS NOT NULL)");
        }
    }
}
