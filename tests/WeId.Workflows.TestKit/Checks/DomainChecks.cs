namespace WeId.Workflows.TestKit.Checks;

/// <summary>What the field demands: I6, I9 and the rules about people, levels and documents.</summary>
internal static class DomainChecks
{
    // Levels in their order, of a column with the given name.
    private static string Rank(string column) => $"CASE {column} WHEN 'Eh2' THEN 1 WHEN 'Eh2Plus' THEN 2 WHEN 'Eh3' THEN 3 WHEN 'Eh4' THEN 4 END";

    public static readonly Invariant FourEyes = Invariant.OfSql(
        "I6",
        "No two decisions that the rule separates have the same person, nobody decides about himself, and who decided is on record.",
        """
        SELECT t."AanvraagId", t."BeslotenDoor", COUNT(DISTINCT REPLACE(t."Fase", 'Contract.', '')) AS "Stages" FROM "Taken" t
        WHERE t."Soort" = 'Beoordeling' AND t."Status" = 'Besloten' GROUP BY t."AanvraagId", t."BeslotenDoor" HAVING COUNT(DISTINCT REPLACE(t."Fase", 'Contract.', '')) > 1
        """,
        """
        SELECT t."Id" AS "Task", t."AanvraagId", t."Fase", t."BeslotenDoor" FROM "Taken" t
        WHERE t."Soort" = 'Beoordeling' AND t."Status" = 'Besloten' AND NOT EXISTS (
            SELECT 1 FROM "BetrokkenMedewerkers" b WHERE b."AanvraagId" = t."AanvraagId" AND b."MedewerkerId" = t."BeslotenDoor" AND b."Fase" = REPLACE(t."Fase", 'Contract.', ''))
        """,
        """
        SELECT b."AanvraagId", b."MedewerkerId", b."Fase", o."MedewerkerId" AS "SamePersonAs", o."Fase" AS "OtherFase"
        FROM "BetrokkenMedewerkers" b
        JOIN "BetrokkenMedewerkers" o ON o."AanvraagId" = b."AanvraagId" AND o."Fase" > b."Fase"
        JOIN "Medewerkers" m ON m."Id" = b."MedewerkerId"
        JOIN "Medewerkers" n ON n."Id" = o."MedewerkerId"
        WHERE m."PersoonId" = n."PersoonId"
        """,
        """
        SELECT b."AanvraagId", b."MedewerkerId", b."Fase", m."PersoonId" FROM "BetrokkenMedewerkers" b
        JOIN "Medewerkers" m ON m."Id" = b."MedewerkerId"
        JOIN "Aanvragen" a ON a."Id" = b."AanvraagId"
        WHERE m."PersoonId" = a."AanvragerId" OR m."PersoonId" = a."PersoonId"
            OR EXISTS (SELECT 1 FROM "Aanvullingen" v WHERE v."AanvraagId" = a."Id" AND v."BeantwoordDoor" = m."PersoonId")
        """);

    public static readonly Invariant Scope = Invariant.OfSql(
        "I9",
        "What belongs together belongs to the same organisatie, aanvraag and persoon.",
        """
        SELECT k."Id" AS "Koppeling", k."AanvraagId", m."PersoonId", a."PersoonId" AS "PersoonOfAanvraag"
        FROM "Koppelingen" k JOIN "EhMiddelen" m ON m."Id" = k."EhMiddelId" JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
        WHERE m."PersoonId" <> a."PersoonId"
        """,
        """
        SELECT u."Id" AS "Upgrade", u."AanvraagId", k."EhMiddelId", m."PersoonId", a."PersoonId" AS "PersoonOfAanvraag"
        FROM "Upgrades" u JOIN "Aanvragen" a ON a."Id" = u."AanvraagId" JOIN "EhMiddelen" m ON m."Id" = u."EhMiddelId" JOIN "Koppelingen" k ON k."Id" = u."KoppelingId"
        WHERE m."PersoonId" <> a."PersoonId" OR k."EhMiddelId" <> u."EhMiddelId" OR k."OrganisatieId" <> a."OrganisatieId"
        """,
        """
        SELECT b."Id" AS "Bijlage", b."OrganisatieId", a."OrganisatieId" AS "OrganisatieOfAanvraag"
        FROM "Bijlagen" b JOIN "Aanvragen" a ON a."Id" = b."AanvraagId" WHERE b."OrganisatieId" <> a."OrganisatieId"
        """,
        """
        SELECT t."Id" AS "Task", t."AanvraagId", w."AanvraagId" AS "AanvraagOfWait"
        FROM "Taken" t JOIN "WorkflowWaits" w ON w."Id" = t."WaitId" WHERE t."AanvraagId" <> w."AanvraagId"
        """,
        """
        SELECT w."Id" AS "Wait", w."AanvraagId", i."AanvraagId" AS "AanvraagOfInstance"
        FROM "WorkflowWaits" w JOIN "WorkflowInstances" i ON i."Id" = w."InstanceId" WHERE w."AanvraagId" <> i."AanvraagId"
        """,
        """
        SELECT n."Id" AS "Incident", n."AanvraagId", i."AanvraagId" AS "AanvraagOfInstance"
        FROM "WorkflowIncidents" n JOIN "WorkflowInstances" i ON i."Id" = n."InstanceId" WHERE n."AanvraagId" <> i."AanvraagId"
        """,
        """
        SELECT v."Id" AS "Activatie", v."AanvraagId", m."PersoonId", a."PersoonId" AS "PersoonOfAanvraag"
        FROM "Activaties" v JOIN "EhMiddelen" m ON m."Id" = v."EhMiddelId" JOIN "Aanvragen" a ON a."Id" = v."AanvraagId"
        WHERE m."PersoonId" <> a."PersoonId"
        """,
        """
        SELECT v."Id" AS "Activatie", c."PersoonId" AS "PersoonOfAccount", m."PersoonId"
        FROM "Activaties" v JOIN "EhMiddelen" m ON m."Id" = v."EhMiddelId" JOIN "Accounts" c ON c."Id" = v."AccountId"
        WHERE c."PersoonId" IS NULL OR c."PersoonId" <> m."PersoonId"
        """,
        """
        SELECT v."Id" AS "Verzending", v."Template", v."OrganisatieId", v."AanvraagId" FROM "Verzendingen" v JOIN "Aanvragen" a ON a."Id" = v."AanvraagId"
        WHERE v."OrganisatieId" <> a."OrganisatieId"
            AND NOT EXISTS (SELECT 1 FROM "Koppelingen" k WHERE k."AanvraagId" = v."AanvraagId" AND k."OrganisatieId" = v."OrganisatieId")
        """,
        """
        SELECT v."Id" AS "Verzending", v."Template", v."PersoonId", v."AanvraagId" FROM "Verzendingen" v JOIN "Aanvragen" a ON a."Id" = v."AanvraagId"
        WHERE v."PersoonId" <> a."AanvragerId" AND v."PersoonId" <> a."PersoonId"
            AND NOT EXISTS (
                SELECT 1 FROM "Koppelingen" b JOIN "EhMiddelen" m ON m."Id" = b."EhMiddelId"
                JOIN "Koppelingen" k ON k."OrganisatieId" = b."OrganisatieId" JOIN "EhMiddelen" n ON n."Id" = k."EhMiddelId"
                WHERE m."PersoonId" = v."PersoonId" AND b."Rol" = 'Beheerder' AND (b."OrganisatieId" = a."OrganisatieId" OR n."PersoonId" = a."PersoonId"))
        """,
        """
        SELECT r."Id" AS "Audit", r."Wat", r."OrganisatieId", r."AanvraagId" FROM "Audit" r JOIN "Aanvragen" a ON a."Id" = r."AanvraagId"
        WHERE r."OrganisatieId" <> a."OrganisatieId"
            AND NOT EXISTS (SELECT 1 FROM "Koppelingen" k WHERE k."AanvraagId" = r."AanvraagId" AND k."OrganisatieId" = r."OrganisatieId")
            AND NOT EXISTS (SELECT 1 FROM "Ketenmachtigingen" k JOIN "Organisaties" o ON o."KvkNummer" = k."IntermediairKvk"
                WHERE k."AanvraagId" = r."AanvraagId" AND o."Id" = r."OrganisatieId")
            AND NOT (a."Type" = 'opzegging' AND EXISTS (SELECT 1 FROM "Koppelingen" k JOIN "EhMiddelen" m ON m."Id" = k."EhMiddelId"
                WHERE m."PersoonId" = a."PersoonId" AND k."OrganisatieId" = r."OrganisatieId"))
        """);

    public static readonly Invariant Beheerder = Invariant.OfSql(
        "Beheerder",
        "An active organisatie that has had an active Beheerder has one, or one whose suspension is being looked at.",
        """
        SELECT o."Id" AS "Organisatie", o."Naam" FROM "Organisaties" o
        WHERE o."Status" = 'Actief'
            AND EXISTS (SELECT 1 FROM "Koppelingen" k WHERE k."OrganisatieId" = o."Id" AND k."Rol" = 'Beheerder' AND k."GeactiveerdOp" IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM "Koppelingen" k WHERE k."OrganisatieId" = o."Id" AND k."Rol" = 'Beheerder' AND k."Status" IN ('Actief', 'Geschorst'))
        """);

    public static readonly Invariant Niveau = Invariant.OfSql(
        "Niveau",
        "The level of a koppeling is at most that of its aanvrager in that organisatie, and of its middel.",
        $"""
        SELECT k."Id" AS "Koppeling", k."Niveau", e."Niveau" AS "NiveauOfAanvrager" FROM "Koppelingen" k
        JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
        JOIN "EhMiddelen" m ON m."PersoonId" = a."AanvragerId"
        JOIN "Koppelingen" e ON e."EhMiddelId" = m."Id" AND e."OrganisatieId" = k."OrganisatieId" AND e."Status" = 'Actief'
        WHERE {Rank("k.\"Niveau\"")} > {Rank("e.\"Niveau\"")}
            AND NOT EXISTS (SELECT 1 FROM "Upgrades" u WHERE u."EhMiddelId" = k."EhMiddelId" AND u."Niveau" = k."Niveau" AND u."Status" = 'Actief')
        """,
        $"""
        SELECT u."Id" AS "Upgrade", u."Niveau", e."Niveau" AS "NiveauOfAanvrager" FROM "Upgrades" u
        JOIN "Aanvragen" a ON a."Id" = u."AanvraagId"
        JOIN "Koppelingen" k ON k."Id" = u."KoppelingId"
        JOIN "EhMiddelen" m ON m."PersoonId" = a."AanvragerId"
        JOIN "Koppelingen" e ON e."EhMiddelId" = m."Id" AND e."OrganisatieId" = k."OrganisatieId" AND e."Status" = 'Actief'
        WHERE {Rank("u.\"Niveau\"")} > {Rank("e.\"Niveau\"")}
        """,
        $"""
        SELECT k."Id" AS "Koppeling", k."Niveau", m."Niveau" AS "NiveauOfMiddel" FROM "Koppelingen" k
        JOIN "EhMiddelen" m ON m."Id" = k."EhMiddelId"
        WHERE {Rank("k.\"Niveau\"")} > {Rank("m.\"Niveau\"")} AND k."Status" NOT IN ('Afgekeurd', 'Beeindigd')
            AND NOT EXISTS (SELECT 1 FROM "Upgrades" u WHERE u."AanvraagId" = k."AanvraagId" AND u."Niveau" = k."Niveau" AND u."Status" <> 'Actief')
        """);

    public static readonly Invariant OneMutatie = Invariant.OfSql(
        "Mutatie",
        "At most one aanvraag that changes a middel is open about it, and an upgrade that can be activated locks it; an opzegging, a suspension, a letter, an OTP device, a form or one more organisatie of its owner may stand beside it, and an upgrade that expired.",
        """
        SELECT m."Id" AS "Middel", COUNT(*) AS "Open" FROM "EhMiddelen" m JOIN "Aanvragen" a ON a."PersoonId" = m."PersoonId"
        WHERE a."Status" IN ('Ingediend', 'InBeoordeling', 'AanvullingGevraagd', 'InUitvoering') AND a."Type" NOT IN ('opzegging', 'organisatie-toevoegen', 'schorsing', 'activeringsbrief', 'otp-device', 'wijzigingsformulier')
            AND NOT EXISTS (SELECT 1 FROM "Upgrades" u WHERE u."AanvraagId" = a."Id" AND u."Status" = 'ActivatieVerlopen')
        GROUP BY m."Id" HAVING COUNT(*) > 1
        """,
        """
        SELECT u."Id" AS "Upgrade", u."AanvraagId", m."MutatieAanvraagId" FROM "Upgrades" u JOIN "EhMiddelen" m ON m."Id" = u."EhMiddelId"
        WHERE u."Status" IN ('WachtenOpGoedkeuring', 'WachtenOpActivatie') AND (m."MutatieAanvraagId" IS NULL OR m."MutatieAanvraagId" <> u."AanvraagId")
        """);

    public static readonly Invariant Erased = Invariant.OfSql(
        "Wissing",
        "No copy of an identity document is left after the decision.",
        """
        SELECT b."Id" AS "Bijlage", a."Nummer", a."Status" FROM "Bijlagen" b JOIN "Aanvragen" a ON a."Id" = b."AanvraagId"
        WHERE a."Status" NOT IN ('Ingediend', 'InBeoordeling', 'AanvullingGevraagd') AND (b."Versleuteld" IS NOT NULL OR b."Sleutel" IS NOT NULL)
        """,
        """
        SELECT b."Id" AS "Bijlage", b."GewistOp" FROM "Bijlagen" b
        WHERE (b."GewistOp" IS NOT NULL AND (b."Versleuteld" IS NOT NULL OR b."Sleutel" IS NOT NULL)) OR (b."GewistOp" IS NULL AND (b."Versleuteld" IS NULL OR b."Sleutel" IS NULL))
        """,
        """
        SELECT a."Nummer", a."Status" FROM "Aanvragen" a
        WHERE a."BeslotenOp" IS NOT NULL AND a."Gegevens" LIKE '%"Documentnummer":"%' AND a."Gegevens" NOT LIKE '%"Documentnummer":""%'
        """);

    public static readonly Invariant Aanvulling = Invariant.OfSql(
        "Aanvulling",
        "An aanvraag for which a supplement is asked has exactly one that is open, no other has one, and each question ended its task.",
        """
        SELECT a."Id" AS "Aanvraag", a."Nummer", a."Status" FROM "Aanvragen" a
        WHERE CASE WHEN a."Status" = 'AanvullingGevraagd' THEN 1 ELSE 0 END
            <> (SELECT COUNT(*) FROM "Aanvullingen" v WHERE v."AanvraagId" = a."Id" AND v."Status" = 'Gevraagd')
        """,
        """
        SELECT t."Id" AS "Task", t."AanvraagId" FROM "Taken" t
        WHERE CASE WHEN t."Besluit" = 'AanvullingGevraagd' THEN 1 ELSE 0 END
            <> (SELECT COUNT(*) FROM "Aanvullingen" v WHERE v."TaakId" = t."Id" AND v."Fase" = t."Fase" AND v."AanvraagId" = t."AanvraagId")
        """,
        """
        SELECT v."Id" AS "Aanvulling", a."Type" FROM "Aanvullingen" v JOIN "Aanvragen" a ON a."Id" = v."AanvraagId"
        WHERE v."Status" = 'Beantwoord' AND v."BeantwoordDoor" IS NULL AND a."Type" <> 'ketenmachtiging-uitnodiging'
        """);

    public static readonly Invariant Audited = Invariant.OfSql(
        "Audit",
        "No state without an audit row: an aanvraag was submitted, a middel granted, an activation completed by somebody.",
        """
        SELECT a."Id" AS "Aanvraag", a."Nummer" FROM "Aanvragen" a
        WHERE NOT EXISTS (SELECT 1 FROM "Audit" r WHERE r."AanvraagId" = a."Id" AND r."Wat" = 'AanvraagIngediend')
        """,
        """
        SELECT k."Id" AS "Koppeling", k."Status", k."AanvraagId" FROM "Koppelingen" k JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
        WHERE k."Status" IN ('WachtenOpActivatie', 'ActivatieVerlopen', 'Actief', 'Geschorst')
            AND NOT EXISTS (SELECT 1 FROM "Audit" r WHERE r."AanvraagId" = k."AanvraagId" AND r."Wat" IN ('MiddelVerleend', 'KoppelingenVerleend', 'UpgradeVerleend'))
        """,
        """
        SELECT u."Id" AS "Upgrade", u."Status", u."AanvraagId" FROM "Upgrades" u
        WHERE u."Status" IN ('WachtenOpActivatie', 'ActivatieVerlopen', 'Actief')
            AND NOT EXISTS (SELECT 1 FROM "Audit" r WHERE r."AanvraagId" = u."AanvraagId" AND r."Wat" = 'UpgradeVerleend')
        """);

    public static readonly Invariant Post = Invariant.OfSql(
        "Post",
        "A letter goes with one batch and is as far as that one, unless it was withdrawn or could not be read; of the codes of an aanvraag one works, and none of a letter that came back; a letter that waits for its address has one open task, and no other has; what is with the print supplier has its delivery, and keeps nothing readable once posted.",
        """
        SELECT v."Id" AS "Verzending", v."Status", b."Nummer", b."Status" AS "StatusOfBatch"
        FROM "Verzendingen" v LEFT JOIN "Postbatches" b ON b."Id" = v."PostbatchId"
        WHERE v."PostbatchId" IS NOT NULL AND (v."Kanaal" <> 'Post' OR b."Id" IS NULL OR b."Status" = 'Ongedaan'
            OR (b."Status" = 'Open' AND v."Status" NOT IN ('Opgemaakt', 'Vervallen', 'Mislukt')) OR (b."Status" = 'Gepost' AND v."Status" NOT IN ('Verzonden', 'Vervallen', 'Mislukt')))
        """,
        """
        SELECT a."AanvraagId", COUNT(*) AS "Codes" FROM "Activaties" a WHERE a."Status" IN ('Uitgenodigd', 'Begonnen') GROUP BY a."AanvraagId" HAVING COUNT(*) > 1
        """,
        """
        SELECT v."Id" AS "Verzending", a."AanvraagId" FROM "Verzendingen" v JOIN "Activaties" a ON a."AanvraagId" = v."AanvraagId" AND a."UitgenodigdOp" = v."AangemaaktOp"
        WHERE v."RetourOp" IS NOT NULL AND a."Status" IN ('Uitgenodigd', 'Begonnen')
        """,
        """
        SELECT v."Id" AS "Verzending", v."Status" FROM "Verzendingen" v
        WHERE (CASE WHEN v."Status" = 'WachtOpAdres' THEN 1 ELSE 0 END)
            <> (SELECT COUNT(*) FROM "Taken" t WHERE t."VerzendingId" = v."Id" AND t."Soort" = 'AdresAanpassen' AND t."Status" IN ('Open', 'Geclaimd'))
        """,
        """
        SELECT t."Id" AS "Task", v."Id" AS "Verzending" FROM "Taken" t LEFT JOIN "Verzendingen" v ON v."Id" = t."VerzendingId"
        WHERE t."VerzendingId" IS NOT NULL AND t."Status" IN ('Open', 'Geclaimd') AND (v."Id" IS NULL OR v."AanvraagId" <> t."AanvraagId"
            OR (t."Soort" = 'Retourpost' AND (v."RetourOp" IS NULL OR EXISTS (SELECT 1 FROM "Verzendingen" h WHERE h."HerdrukVanId" = v."Id"))))
        """,
        """
        SELECT v."Id" AS "Verzending", v."Status" FROM "Verzendingen" v LEFT JOIN "Drukopdrachten" o ON o."Id" = v."DrukopdrachtId"
        WHERE (v."Status" = 'BijDrukker' AND (o."Id" IS NULL OR v."Kanaal" <> 'Post' OR v."Document" IS NULL)) OR (v."Status" = 'Verzonden' AND v."Document" IS NOT NULL)
        """);

    public static readonly Invariant EersteBeheerder = Invariant.OfSql(
        "EersteBeheerder",
        "A company that a first beheerder made a customer has its contract, approved apart from the person, from EH3 on by two people each; at most one such aanvraag of a company is open; a personal link is of such an aanvraag only.",
        """
        SELECT k."Id" AS "Koppeling", k."Status", k."AanvraagId" FROM "Koppelingen" k JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
        WHERE a."Type" = 'eerste-beheerder' AND k."Status" IN ('WachtenOpActivatie', 'ActivatieVerlopen', 'Actief', 'Geschorst')
            AND (k."Rol" <> 'Beheerder'
                OR NOT EXISTS (SELECT 1 FROM "Contracten" c WHERE c."AanvraagId" = a."Id" AND c."Status" = 'Geaccepteerd')
                OR (SELECT COUNT(DISTINCT t."Fase") FROM "Taken" t WHERE t."AanvraagId" = a."Id" AND t."Soort" = 'Beoordeling' AND t."Besluit" = 'Goedgekeurd')
                    < CASE WHEN k."Niveau" IN ('Eh3', 'Eh4') THEN 4 ELSE 2 END)
        """,
        """
        SELECT a."OrganisatieId", COUNT(*) AS "Open" FROM "Aanvragen" a
        WHERE a."Type" = 'eerste-beheerder' AND a."Status" IN ('Ingediend', 'InBeoordeling', 'AanvullingGevraagd', 'InUitvoering') GROUP BY a."OrganisatieId" HAVING COUNT(*) > 1
        """,
        """
        SELECT t."Id" AS "Toegang", a."Nummer" FROM "AanvraagToegangen" t JOIN "Aanvragen" a ON a."Id" = t."AanvraagId" WHERE a."Type" <> 'eerste-beheerder'
        """);

    public static readonly Invariant Keten = Invariant.OfSql(
        "Keten",
        "A ketenmachtiging that holds was recorded by somebody, is watched over by its workflow, and its company is a customer; a ketenmodule was paid for.",
        """
        SELECT k."Id" AS "Ketenmachtiging", k."AanvraagId" FROM "Ketenmachtigingen" k
        WHERE k."Status" = 'Actief' AND NOT EXISTS (SELECT 1 FROM "Aanvragen" a WHERE a."Id" = k."AanvraagId" AND a."Status" = 'InUitvoering')
        """,
        """
        SELECT k."Id" AS "Ketenmachtiging", k."AanvraagId" FROM "Ketenmachtigingen" k
        WHERE NOT EXISTS (SELECT 1 FROM "Audit" r WHERE r."AanvraagId" = k."AanvraagId" AND r."Wat" = 'KetenmachtigingVastgelegd')
        """,
        """
        SELECT k."Id" AS "Ketenmachtiging", o."Naam" FROM "Ketenmachtigingen" k JOIN "Organisaties" o ON o."Id" = k."GeverOrganisatieId"
        WHERE k."Status" = 'Actief' AND o."Status" <> 'Actief'
        """,
        """
        SELECT m."OrganisatieId" FROM "Ketenmodules" m
        WHERE NOT EXISTS (SELECT 1 FROM "Offertes" o WHERE o."AanvraagId" = m."AanvraagId" AND o."OrganisatieId" = m."OrganisatieId" AND o."Status" = 'Geaccepteerd')
        """,
        """
        SELECT u."Id" AS "Uitnodiging", u."Status", a."Status" AS "StatusOfAanvraag" FROM "KetenUitnodigingen" u JOIN "Aanvragen" a ON a."Id" = u."AanvraagId"
        WHERE u."Status" IN ('Uitgenodigd', 'PerPost') AND a."Status" <> 'Ingediend'
        """,
        """
        SELECT u."Id" AS "Uitnodiging", u."Status", a."Status" AS "StatusOfAanvraag" FROM "KetenUitnodigingen" u JOIN "Aanvragen" a ON a."Id" = u."AanvraagId"
        WHERE (a."Status" = 'AanvullingGevraagd' AND u."Status" <> 'InControle')
            OR (u."SleutelHash" IS NOT NULL AND u."Status" NOT IN ('Uitgenodigd', 'InControle'))
        """);

    private const string Geteld = """
        m."OrganisatieId" = t."OrganisatieId" AND m."Soort" = t."Soort" AND m."Einddatum" = t."Einddatum"
            AND COALESCE(LOWER(CAST(m."DienstUuid" AS VARCHAR(36))), m."Oin", m."Niveau") = t."Sleutel" AND m."Status" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')
        """;

    public static readonly Invariant Tellingen = Invariant.OfSql(
        "Tellingen",
        "Of each company and dienst as many machtigingen are counted as are open.",
        $"""
        SELECT t."OrganisatieId", t."Sleutel", t."Einddatum", t."Aantal" FROM "MachtigingTellingen" t
        WHERE t."Aantal" <> (SELECT COUNT(*) FROM "Machtigingen" m WHERE {Geteld})
        """,
        $"""
        SELECT m."Id" AS "Machtiging" FROM "Machtigingen" m
        WHERE m."Status" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd') AND NOT EXISTS (SELECT 1 FROM "MachtigingTellingen" t WHERE {Geteld})
        """);
}
