using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Formulier;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Asks for the ketenmodule .</summary>
public sealed partial class ModulePage
{
    private KetenmoduleStand? stand;
    private string? relaties;
    private string? toelichting;

    [Inject] public required KetenmoduleQuery Query { get; init; }

    [Inject] public required KetenmoduleAanvragenSubmit Submit { get; init; }

    [Inject] public required IStringLocalizer<ModulePage> T { get; init; }

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        stand = await Query.StandAsync(handeling, CancellationToken.None);
        return stand is not null;
    }

    /// <inheritdoc />
    protected override Task<Result<Indiening>> SubmitAsync(Handeling handeling) => Submit.RunAsync(handeling, new(relaties, toelichting), CancellationToken.None);
}
