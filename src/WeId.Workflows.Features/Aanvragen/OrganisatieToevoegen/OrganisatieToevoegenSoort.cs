using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>One more organisatie for a beheerder, by a contract on paper.</summary>
public sealed class OrganisatieToevoegenSoort : AanvraagSoort
{
    private static readonly ChecklistPunt[] Punten =
        [new("Nummer"), new("Handtekeningen"), new("Bevoegd"), new("Identiteit"), new("Ongewijzigd"), new("BeheerderKlopt")];

    /// <inheritdoc />
    public override string Type => OrganisatieToevoegenGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Contract.Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) => [.. base.Organisaties(aanvraag), Read(aanvraag).OrganisatieId];

    /// <inheritdoc />
    public override IReadOnlyList<Guid> TeControleren(Aanvraag aanvraag) => [Read(aanvraag).OrganisatieId];

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override Task<IReadOnlyList<Controle>> CompareAsync(WeIdDbContext db, Aanvraag aanvraag, IReadOnlyList<Inschrijving> inschrijvingen, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Controle>>([.. inschrijvingen.SelectMany(i => ContractControles.Of(Read(aanvraag).Contract, i))]);

    /// <inheritdoc />
    public override Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        var gegevens = Read(aanvraag);
        return ContractRegels.ShowAsync(db, aanvraag.Id, gegevens.Contract, (gegevens.ToestemmingVersie, gegevens.ToestemmingOp), taal, ct);
    }

    private static OrganisatieToevoegenGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<OrganisatieToevoegenGegevens>(aanvraag);
}
