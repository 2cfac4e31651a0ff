using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>What a contract is about, kept with the data of its aanvraag: every print of it says the same.</summary>
/// <param name="Beheerder">Name of who becomes beheerder.</param>
/// <param name="Email">His address.</param>
/// <param name="Ondertekenaars">As many as there are signatures.</param>
public sealed record ContractAfspraak(
    string Organisatie,
    string KvkNummer,
    string? Vestigingsnummer,
    Postadres Adres,
    Betrouwbaarheidsniveau Niveau,
    AbonnementDuur Duur,
    string Beheerder,
    string Email,
    IReadOnlyList<Ondertekenaar> Ondertekenaars)
{
    /// <summary>With what the Handelsregister says of company and signers.</summary>
    internal static ContractAfspraak Of(
        GevondenOrganisatie gevonden, Betrouwbaarheidsniveau niveau, AbonnementDuur duur, Persoon beheerder, IReadOnlyList<Functionaris> tekenaars) => new(
        gevonden.Naam,
        gevonden.Inschrijving.KvkNummer.Value,
        gevonden.Vestiging?.Nummer.Value,
        gevonden.Inschrijving.BriefAdres!,
        niveau,
        duur,
        beheerder.VolledigeNaam,
        beheerder.Email.Value,
        [.. tekenaars.Select(f => new Ondertekenaar(f.Naam, f.Functie, f.IsRechtspersoon))]);
}

/// <summary>The part that the data of every aanvraag with a contract have in common.</summary>
/// <param name="Contract">What it is about.</param>
internal sealed record MetContract(ContractAfspraak Contract);
