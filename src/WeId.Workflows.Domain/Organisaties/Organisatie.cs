namespace WeId.Workflows.Domain.Organisaties;

/// <summary>A company as registered with We-ID: a KvK number, optionally narrowed to one vestiging .</summary>
public sealed class Organisatie
{
    private Organisatie()
    {
    }

    /// <summary>Registers an organisatie with the data of the Handelsregister.</summary>
    public Organisatie(
        Guid id, KvkNummer kvkNummer, Vestigingsnummer? vestigingsnummer, string naam, Postadres adres, DateTimeOffset geregistreerdOp, OrganisatieStatus status = OrganisatieStatus.Actief)
    {
        Id = id;
        KvkNummer = kvkNummer;
        Vestigingsnummer = vestigingsnummer;
        Naam = naam;
        Adres = adres;
        GeregistreerdOp = geregistreerdOp;
        Status = status;
    }

    /// <summary>Part of the URL of the beheermodule.</summary>
    public Guid Id { get; private set; }

    /// <summary>Number at the Kamer van Koophandel.</summary>
    public KvkNummer KvkNummer { get; private set; }

    /// <summary>Null: the whole legal person.</summary>
    public Vestigingsnummer? Vestigingsnummer { get; private set; }

    /// <summary>Fiscal number; an eenmanszaak has none.</summary>
    public Rsin? Rsin { get; init; }

    /// <summary>Name in the Handelsregister.</summary>
    public string Naam { get; private set; } = "";

    /// <summary>The address at the KvK, to which EH2+ letters go. Not editable.</summary>
    public Postadres Adres { get; private set; } = null!;

    /// <summary>Telephone number as registered.</summary>
    public string? Telefoonnummer { get; init; }

    /// <summary>Where it stands.</summary>
    public OrganisatieStatus Status { get; private set; }

    /// <summary>Since when We-ID knows it.</summary>
    public DateTimeOffset GeregistreerdOp { get; private set; }

    /// <summary>Its contract was accepted: a customer, for the first time or again.</summary>
    public void Activate() => Status = OrganisatieStatus.Actief;

    /// <summary>Known by its KvK number alone from now on; users, koppelingen and machtigingen stay .</summary>
    public Refusal? RemoveVestigingsnummer()
    {
        if (Vestigingsnummer is null)
        {
            return new NoVestigingsnummer();
        }

        Vestigingsnummer = null;
        return null;
    }

    /// <summary>Why its beheerder cannot remove the vestigingsnummer himself; null when he can (R-059… ).</summary>
    /// <param name="inschrijving">What the Handelsregister says of its KvK number now; null when there is no such registration.</param>
    public Refusal? RefuseZelfOmzetten(Inschrijving? inschrijving) => this switch
    {
        { Vestigingsnummer: null } => new NoVestigingsnummer(),
        _ when inschrijving is not { IsActief: true } => new KvkNotIngeschreven(),
        _ when inschrijving.Vestigingen.Count > 1 => new MoreVestigingen(inschrijving.Vestigingen.Count),
        _ => null,
    };

    /// <summary>It is a customer no longer .</summary>
    public Refusal? Close()
    {
        if (Status is not OrganisatieStatus.Actief)
        {
            return new OrganisatieNotActief(Status);
        }

        Status = OrganisatieStatus.Opgezegd;
        return null;
    }
}

/// <summary>Where an organisatie stands.</summary>
public enum OrganisatieStatus
{
    /// <summary>Its contract is under way.</summary>
    InAanvraag,

    /// <summary>Customer.</summary>
    Actief,

    /// <summary>Ended with the last middel of its last beheerder .</summary>
    Opgezegd,
}

/// <summary>It has no vestigingsnummer to remove.</summary>
public sealed record NoVestigingsnummer : Refusal;

/// <summary>The company has several vestigingen: then the change goes by form .</summary>
public sealed record MoreVestigingen(int Aantal) : Refusal;

/// <summary>The Handelsregister does not have the company, or has it no longer.</summary>
public sealed record KvkNotIngeschreven : Refusal;

/// <summary>The Handelsregister gives no answer now.</summary>
public sealed record HandelsregisterNietBereikbaar : Refusal;

/// <summary>Another organisatie is registered under the KvK number alone.</summary>
public sealed record KvkNummerIsTaken : Refusal;

/// <summary>Not a customer now.</summary>
public sealed record OrganisatieNotActief(OrganisatieStatus Status) : Refusal;

/// <summary>An address at which the post delivers.</summary>
/// <param name="Straat">Street with house number and addition.</param>
/// <param name="Postcode">May be empty abroad, where it stands with the place.</param>
/// <param name="Land">Null for the Netherlands.</param>
public sealed record Postadres(string Straat, string Postcode, string Plaats, string? Land = null)
{
    /// <summary>The lines below the name, as they stand in an address window.</summary>
    public IReadOnlyList<string> Regels => Land is null
        ? [Straat, $"{Postcode}  {Plaats}"]
        : [Straat, $"{Postcode}  {Plaats}".TrimStart(), Land];
}
