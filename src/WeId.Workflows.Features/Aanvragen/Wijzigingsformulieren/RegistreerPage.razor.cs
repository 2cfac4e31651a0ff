using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The back office types over a form that came by post, with its scan.</summary>
public sealed partial class RegistreerPage
{
    private const string Iemand = "iemand";

    private readonly Dictionary<string, string?> antwoorden = [];
    private Guid operationId;
    private string? kvk;
    private bool kvkFout;
    private IReadOnlyList<FormulierOrganisatie>? organisaties;
    private FormulierOrganisatie? organisatie;
    private Wijzigingsformulier? formulier;
    private string? ontvangenOp;
    private string? inzender;
    private string? voornamen;
    private string? tussenvoegsel;
    private string? achternaam;
    private string? geboortedatum;
    private string? email;
    private FormulierScan? scan;
    private IReadOnlyList<Refusal> refusals = [];
    private Indiening? geregistreerd;
    private bool isBusy;
    private bool focus;
    private ElementReference summary;

    [Inject] public required FormulierRegistreren Registreren { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<RegistreerPage> T { get; init; }

    private static CultureInfo Taal => CultureInfo.CurrentUICulture;

    /// <inheritdoc />
    protected override void OnInitialized() => operationId = Handelingen.NewOperationId();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await summary.FocusAsync();
        }
    }

    private static DateOnly? Dag(string? dag) => DateOnly.TryParseExact(dag, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;

    private string? FoutOf(string field) => refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal) : null;

    private string LabelOf(string field) => formulier?.Vragen.Any(v => v.Naam == field) is true ? WijzigingsformulierTeksten.Vraag(field, Taal) : T[field];

    private void Change(string field, Action change)
    {
        change();
        refusals = [.. refusals.Where(r => r.Field != field)];
    }

    private async Task SearchAsync()
    {
        kvkFout = !KvkNummer.TryParse(kvk, out var nummer);
        organisatie = null;
        organisaties = kvkFout ? null : await Registreren.FindAsync(await Handelingen.NewAsync(null), nummer, CancellationToken.None);
        if (organisaties is [var only])
        {
            organisatie = only;
        }
    }

    private void Choose(string? id) => Change("OrganisatieId", () =>
    {
        organisatie = organisaties!.FirstOrDefault(o => o.Id.ToString() == id);
        inzender = null;
    });

    private void ChooseFormulier(string? nummer)
    {
        formulier = Wijzigingsformulier.All.FirstOrDefault(f => f.Nummer == nummer);
        antwoorden.Clear();
        scan = null;
        refusals = [];
    }

    private async Task ReadAsync(InputFileChangeEventArgs e)
    {
        if (e.File.Size > Bijlage.MaxBytes)
        {
            scan = null;
            refusals = [.. refusals.Where(r => r.Field != nameof(FormulierScan)), new BijlageGeweigerd(BijlageWeigering.TeGroot) { Field = nameof(FormulierScan) }];
            return;
        }

        await using var stream = e.File.OpenReadStream(Bijlage.MaxBytes);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        Change(nameof(FormulierScan), () => scan = new(e.File.Name, buffer.ToArray()));
    }

    private async Task RegisterAsync()
    {
        if (isBusy || formulier is null || organisatie is null)
        {
            return;
        }

        isBusy = true;
        try
        {
            var nieuw = inzender == Iemand ? new NieuweInzender(voornamen, tussenvoegsel, achternaam, Dag(geboortedatum), email) : null;
            var registratie = new FormulierRegistratie(
                formulier.Soort, organisatie.Id, Dag(ontvangenOp), Guid.TryParse(inzender, out var id) ? id : null, nieuw, WijzigingsformulierPage.Ingevuld(antwoorden));
            var result = await Registreren.RunAsync(await Handelingen.NewAsync(null, operationId), registratie, scan, CancellationToken.None);
            refusals = result.Refusals;
            geregistreerd = result.Value;
            focus = refusals.Count > 0;
        }
        finally
        {
            isBusy = false;
        }
    }

    private void StartAnew()
    {
        operationId = Handelingen.NewOperationId();
        geregistreerd = null;
        (organisaties, organisatie, kvk, ontvangenOp, inzender) = (null, null, null, null, null);
        (voornamen, tussenvoegsel, achternaam, geboortedatum, email) = (null, null, null, null, null);
        ChooseFormulier(null);
    }
}
