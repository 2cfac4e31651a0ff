using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>One of the nine wijzigingsformulieren, online or on paper (R-279…R-289).</summary>
public sealed class WijzigingsformulierSoort : AanvraagSoort
{
    private static readonly ChecklistPunt Bevoegd = new(nameof(Bevoegd));
    private static readonly ChecklistPunt Volledig = new(nameof(Volledig));
    private static readonly ChecklistPunt Handtekening = new(nameof(Handtekening));
    private static readonly ChecklistPunt ScanKlopt = new(nameof(ScanKlopt));

    private static readonly Dictionary<WijzigingSoort, ChecklistPunt[]> Eigen = new()
    {
        [WijzigingSoort.Activeringsbrief] = [new("NietGeactiveerd")],
        [WijzigingSoort.OtpDevice] = [new("DeviceNodig")],
        [WijzigingSoort.BeheerderGebruiker] = [new("IdentiteitKlopt")],
        [WijzigingSoort.BsnEenmanszaak] = [new("Eenmanszaak"), new("EigenaarTekent")],
        [WijzigingSoort.Bedrijfsgegevens] = [new("BedrijfInHandelsregister")],
        [WijzigingSoort.KvkNummer] = [new("NieuwKvkKlopt"), new("Rechtsopvolger")],
        [WijzigingSoort.Vestigingsnummer] = [new("VestigingInHandelsregister")],
        [WijzigingSoort.EvMv] = [new("ModulePast")],
        [WijzigingSoort.EigenMobielNummer] = [new("Teruggebeld")],
    };

    /// <inheritdoc />
    public override string Type => WijzigingsformulierGegevens.Type;

    /// <inheritdoc />
    public override string NaamOf(Aanvraag aanvraag, CultureInfo taal) => WijzigingsformulierTeksten.Titel(GegevensOf(aanvraag).Soort, taal);

    /// <inheritdoc />
    public override string InZinOf(Aanvraag aanvraag, CultureInfo taal) => WijzigingsformulierTeksten.InZin(GegevensOf(aanvraag).Soort, taal);

    /// <summary>A form on paper may be signed by somebody who never was one, such as a wettelijk vertegenwoordiger .</summary>
    public override bool IsVanBeheerder(Aanvraag aanvraag) => GegevensOf(aanvraag).Ontvangst is FormulierOntvangst.Online;

    /// <summary>By it a second reviewer follows where the form touches who somebody is or how he signs in.</summary>
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) =>
        Wijzigingsformulier.For(GegevensOf(aanvraag).Soort).TweePersonen ? Betrouwbaarheidsniveau.Eh4 : Betrouwbaarheidsniveau.Eh2Plus;

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase)
    {
        var gegevens = GegevensOf(aanvraag);
        var papier = gegevens.Ontvangst is FormulierOntvangst.Papier;
        var zonderScan = Wijzigingsformulier.For(gegevens.Soort).AlleenPapier;
        return [Bevoegd, Volledig, .. Eigen[gegevens.Soort], .. papier ? new[] { Handtekening } : [], .. papier && !zonderScan ? new[] { ScanKlopt } : []];
    }

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = GegevensOf(aanvraag);
        var formulier = Wijzigingsformulier.For(gegevens.Soort);
        var regels = new List<BeeldRegel>
        {
            new(Text("Formulier", taal), $"{formulier.Nummer} {WijzigingsformulierTeksten.Titel(gegevens.Soort, taal)}"),
            new(Text("Ontvangst", taal), gegevens.OntvangenOp is { } op ? Text("OpPapier", taal, op.ToString("d MMMM yyyy", taal)) : Text("Online", taal)),
        };
        foreach (var veld in formulier.Vragen)
        {
            if (gegevens.Antwoorden.TryGetValue(veld.Naam, out var antwoord))
            {
                regels.Add(new(WijzigingsformulierTeksten.Vraag(veld.Naam, taal), await ShowAsync(db, veld, antwoord, taal, ct)));
            }
        }

        if (gegevens.Soort is WijzigingSoort.Vestigingsnummer)
        {
            var nummer = await db.Organisaties.Where(o => o.Id == aanvraag.OrganisatieId).Select(o => o.Vestigingsnummer).SingleAsync(ct);
            regels.Add(new(Text("Vestigingsnummer", taal), nummer?.Value ?? "–") { IsNummer = true });
        }

        return regels;
    }

    private static async Task<string[]> ShowAsync(WeIdDbContext db, FormulierVeld veld, string antwoord, CultureInfo taal, CancellationToken ct) => veld.Soort switch
    {
        FormulierVeldSoort.Keuze => [WijzigingsformulierTeksten.Optie(veld.Naam, antwoord, taal)],
        FormulierVeldSoort.Datum => [DateOnly.ParseExact(antwoord, "O", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", taal)],
        FormulierVeldSoort.Gebruiker when Guid.Parse(antwoord) is var id =>
            [(await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ThenInclude(m => m.Persoon).SingleAsync(k => k.Id == id, ct)).EhMiddel.Persoon.VolledigeNaam],
        _ => antwoord.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };

    private static WijzigingsformulierGegevens GegevensOf(Aanvraag aanvraag) => AanvraagGegevens.Read<WijzigingsformulierGegevens>(aanvraag);
}
