using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>From vestigingsnummer to the KvK number alone; nobody judges it .</summary>
public sealed class VestigingsnummerSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => VestigingsnummerGegevens.Type;

    /// <inheritdoc />
    public override bool WordtBeoordeeld => false;

    /// <inheritdoc />
    public override Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<BeeldRegel>>([new(Text("Vestigingsnummer", taal), AanvraagGegevens.Read<VestigingsnummerGegevens>(aanvraag).Vestigingsnummer) { IsNummer = true }]);
}
