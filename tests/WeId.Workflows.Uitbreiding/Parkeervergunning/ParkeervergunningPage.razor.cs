using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>Asks for a permit.</summary>
public sealed partial class ParkeervergunningPage
{
    private string? kenteken;

    [Inject] public required ParkeervergunningSubmit Submit { get; init; }

    [Inject] public required IStringLocalizer<ParkeervergunningPage> T { get; init; }

    /// <inheritdoc />
    protected override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override Task<bool> LoadAsync(Handeling handeling) => Task.FromResult(true);

    /// <inheritdoc />
    protected override Task<Result<Indiening>> SubmitAsync(Handeling handeling) => Submit.RunAsync(handeling, kenteken, CancellationToken.None);
}
