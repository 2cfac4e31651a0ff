using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.OtpVoorraad;

/// <summary>The stock of OTP devices: deliveries, search, what is broken or lost.</summary>
public sealed partial class OtpVoorraadPage
{
    private OtpStand? stand;
    private IReadOnlyList<Refusal> geweigerd = [];
    private string? melding;
    private string zoek = "";
    private (string Serienummer, OtpAfschrijving? Reden)? gevraagd;
    private ElementReference vraagTekst;
    private ElementReference devices;
    private bool focusVraag;
    private bool focusDevices;
    private bool failed;

    [Inject] public required OtpVoorraadService Service { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<OtpVoorraadPage> T { get; init; }

    private bool IsBusy { get; set; }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed has gone.
        if (focusVraag)
        {
            focusVraag = false;
            await vraagTekst.FocusAsync();
        }
        else if (focusDevices)
        {
            focusDevices = false;
            await devices.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var found = await Service.ListAsync(await Handelingen.NewAsync(null), zoek, CancellationToken.None);
            failed = found is null;
            stand = found ?? stand;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    private Task ImportAsync(InputFileChangeEventArgs e) => ActAsync(async () =>
    {
        geweigerd = [];
        if (e.File.Size > OtpLeverbestand.MaxBytes)
        {
            geweigerd = [new OtpLeveringGeweigerd(null, OtpLeveringFout.TeGroot)];
            return null;
        }

        await using var stream = e.File.OpenReadStream(OtpLeverbestand.MaxBytes);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        var result = await Service.ImportAsync(await Handelingen.NewAsync(null), buffer.ToArray(), CancellationToken.None);
        geweigerd = result.Refusals;
        return result.Succeeded ? T["Ingevoerd", result.Value!.Nieuw, result.Value.Bekend].Value : null;
    });

    private void Ask(OtpRij rij, OtpAfschrijving? reden)
    {
        gevraagd = (rij.Serienummer, reden);
        focusVraag = true;
    }

    private void Close()
    {
        gevraagd = null;
        focusDevices = true;
    }

    private Task CarryOutAsync(OtpRij rij, OtpAfschrijving? reden) => ActAsync(async () =>
    {
        Close();
        var handeling = await Handelingen.NewAsync(null);
        var result = reden is { } waarom
            ? await Service.WriteOffAsync(handeling, rij.Serienummer, waarom, CancellationToken.None)
            : await Service.TakeBackAsync(handeling, rij.Serienummer, CancellationToken.None);
        return result.Succeeded ? T[reden is null ? "IsTerug" : "IsAfgeschreven", rij.Serienummer].Value : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
    });

    private async Task ActAsync(Func<Task<string?>> act)
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        try
        {
            melding = await act();
            await LoadAsync();
        }
        catch (Exception e) when (e is DbException or TimeoutException or IOException)
        {
            melding = T["NietGedaan"];
        }
        finally
        {
            IsBusy = false;
        }
    }

    private string Fout(Refusal refusal) => refusal is OtpLeveringGeweigerd { Regel: { } regel }
        ? T["Regel", regel, Tekst.Of(refusal, CultureInfo.CurrentUICulture)]
        : Tekst.Of(refusal, CultureInfo.CurrentUICulture);

    private static string Wanneer(OtpRij rij) => (rij.AfgeschrevenOp ?? rij.UitgegevenOp) is { } op ? Weergave.DatumTijd(op) : "";
}
