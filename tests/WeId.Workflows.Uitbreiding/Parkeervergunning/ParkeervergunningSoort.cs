using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>A permit to park before the office.</summary>
public sealed class ParkeervergunningSoort : AanvraagSoort
{
    private static readonly ChecklistPunt[] Punten = [new("KentekenKlopt")];

    /// <inheritdoc />
    public override string Type => ParkeervergunningGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Betrouwbaarheidsniveau.Eh2Plus;

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<BeeldRegel>>([new(Text("Kenteken", taal), AanvraagGegevens.Read<ParkeervergunningGegevens>(aanvraag).Kenteken) { IsNummer = true }]);
}
