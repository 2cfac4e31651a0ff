using Microsoft.AspNetCore.Components;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Formulier;

/// <summary>A page with which a beheerder submits an aanvraag; <see cref="AanvraagFormulier"/> shows it.</summary>
public abstract class AanvraagPagina : ComponentBase
{
    private Guid operationId;

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>In whose name; judged anew in every command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <summary>What was submitted; null before that.</summary>
    protected internal Indiening? Indiening { get; private set; }

    /// <summary>Why it was not submitted.</summary>
    protected internal IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>There is no such thing, or it is not his.</summary>
    protected internal bool IsNotFound { get; private set; }

    /// <summary>What the page asks for at once.</summary>
    /// <returns>Whether he may see it.</returns>
    protected abstract Task<bool> LoadAsync(Handeling handeling);

    /// <summary>The command.</summary>
    protected abstract Task<Result<Indiening>> SubmitAsync(Handeling handeling);

    /// <summary>The name of a field, for the list of messages.</summary>
    protected internal abstract string LabelOf(string field);

    /// <summary>Sends it; a second click while it is under way sends nothing twice.</summary>
    internal async Task SendAsync()
    {
        var result = await SubmitAsync(await Handelingen.NewAsync(Organisatie, operationId));
        Refusals = result.Refusals;
        Indiening = result.Value;
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        operationId = Handelingen.NewOperationId();
        if (!await LoadAsync(await Handelingen.NewAsync(Organisatie)))
        {
            IsNotFound = true;
            Navigation.NotFound();
        }
    }

    /// <summary>Takes another answer, and with it the message about the old one.</summary>
    protected void Change(string field, Action change)
    {
        ArgumentNullException.ThrowIfNull(change);
        change();
        Refusals = [.. Refusals.Where(r => r.Field != field)];
    }

    /// <summary>Shows why something that the page asked for on the way cannot be.</summary>
    protected void Show(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>The message beside a field.</summary>
    protected string? FoutOf(string field) => Refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal) : null;
}
