namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>The paper contract that the wettelijk vertegenwoordigers sign .</summary>
public sealed record ContractGegevens : TemplateGegevens
{
    /// <summary>Number of the contract, also in the barcode.</summary>
    public required string Nummer { get; init; }

    /// <summary>Version of the print.</summary>
    public required int Versie { get; init; }

    /// <summary>The number of the aanvraag to which it belongs.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>The company that becomes customer.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Its KvK number.</summary>
    public required string KvkNummer { get; init; }

    /// <summary>Its vestigingsnummer; empty when the contract is about the whole company.</summary>
    public required string Vestigingsnummer { get; init; }

    /// <summary>Its address at the KvK, on one line.</summary>
    public required string Adres { get; init; }

    /// <summary>Who becomes beheerder.</summary>
    public required string Beheerder { get; init; }

    /// <summary>E-mail address of the beheerder.</summary>
    public required string Email { get; init; }

    /// <summary>Betrouwbaarheidsniveau.</summary>
    public required string Niveau { get; init; }

    /// <summary>The lines of the kostenoverzicht.</summary>
    public required IReadOnlyList<KostenRegelGegevens> Kosten { get; init; }

    /// <summary>Whether the costs are for three years at once, not per year.</summary>
    public required bool DrieJaar { get; init; }

    /// <summary>Sum without btw.</summary>
    public required decimal Exclusief { get; init; }

    /// <summary>Btw in percent, such as 21.</summary>
    public required string BtwPercentage { get; init; }

    /// <summary>The btw.</summary>
    public required decimal Btw { get; init; }

    /// <summary>What is paid.</summary>
    public required decimal Inclusief { get; init; }

    /// <summary>Who sign: one block each.</summary>
    public required IReadOnlyList<OndertekenaarGegevens> Ondertekenaars { get; init; }

    /// <summary>Last day on which it may come in.</summary>
    public required DateOnly Uiterlijk { get; init; }
}

/// <summary>One block for a signature.</summary>
public sealed record OndertekenaarGegevens
{
    /// <summary>Name in the Handelsregister.</summary>
    public required string Naam { get; init; }

    /// <summary>Function in the Handelsregister.</summary>
    public required string Functie { get; init; }

    /// <summary>A legal person: the one who signs in its name writes his own name.</summary>
    public required bool Rechtspersoon { get; init; }
}

/// <summary>A contract is ready to be printed, signed and posted.</summary>
public sealed record ContractOpgemaaktGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contractnummer { get; init; }

    /// <summary>The company that becomes customer.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Who sign.</summary>
    public required IReadOnlyList<string> Ondertekenaars { get; init; }

    /// <summary>Last day on which it may come in.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Where it can be downloaded.</summary>
    public required string Link { get; init; }
}

/// <summary>Reminds that the signed contract has not come.</summary>
public sealed record ContractHerinneringGegevens : TemplateGegevens
{
    /// <summary>Number of the contract.</summary>
    public required string Contractnummer { get; init; }

    /// <summary>The company that becomes customer.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Last day on which it may come in.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Where it can be downloaded.</summary>
    public required string Link { get; init; }
}

/// <summary>The contract came back incomplete: a new one is ready.</summary>
public sealed record ContractOnvolledigGegevens : TemplateGegevens
{
    /// <summary>Number of the contract that came.</summary>
    public required string Oud { get; init; }

    /// <summary>Number of the new one.</summary>
    public required string Contractnummer { get; init; }

    /// <summary>The company that becomes customer.</summary>
    public required string Organisatie { get; init; }

    /// <summary>What was wrong, one sentence each.</summary>
    public required IReadOnlyList<string> Redenen { get; init; }

    /// <summary>Last day on which the new one may come in.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Where it can be downloaded.</summary>
    public required string Link { get; init; }
}

/// <summary>The contract did not come in time: the aanvraag has ended.</summary>
public sealed record ContractVervallenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contractnummer { get; init; }

    /// <summary>The company that would become customer.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Last day, now past.</summary>
    public required DateOnly Uiterlijk { get; init; }
}

/// <summary>Tells the beheerder that he can work for the organisatie that he added .</summary>
public sealed record OrganisatieToegevoegdGegevens : TemplateGegevens
{
    /// <summary>Name of the beheerder.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Betrouwbaarheidsniveau there.</summary>
    public required string Niveau { get; init; }

    /// <summary>Where he signs in.</summary>
    public required string Link { get; init; }
}
