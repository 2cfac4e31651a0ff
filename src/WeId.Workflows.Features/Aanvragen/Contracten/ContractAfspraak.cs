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
    IReadOnlyList<Ondertekenaar> Ondertekenaars);

/// <summary>The part that the data of every aanvraag with a contract have in common.</summary>
/// <param name="Contract">What it is about.</param>
internal sealed record MetContract(ContractAfspraak Contract);
