using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>What a beheerder gives.</summary>
/// <param name="KvkNummer">Of the intermediair, as typed.</param>
/// <param name="Email">Where the intermediair hears of it, as typed.</param>
/// <param name="Akkoord">He agrees with the costs of a new intermediair; without meaning when it is not new.</param>
/// <param name="GetoondeKosten">The sum without btw that he agreed with; null: he saw none.</param>
public sealed record KetenmachtigingVoorstel(string KvkNummer, string Email, IReadOnlyList<KetenKeuze> Diensten, KetenDuur Duur, bool Akkoord, decimal? GetoondeKosten);

/// <summary>
/// Gives an intermediair one or more ketenmachtigingen, or more of them (R-263…R-271): all refusals at once, or the ketenmachtigingen,
/// which hold and are seen from that moment on, the aanvraag with its frozen costs and the start of its workflow, in one commit.
/// </summary>
public sealed class KetenmachtigingAfgevenSubmit(
    UseCases useCases, Indiener indiener, Handelsregisterblik handelsregister, IDienstencatalogus catalogus, IOptionsMonitor<Tarieven> tarieven, IOptionsMonitor<KetenInstellingen> instellingen)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, KetenmachtigingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(KetenmachtigingAfgevenGegevens.Type, ct);
        var aanbod = await catalogus.GetAsync(ct);

        // Before the transaction: a slow register would keep every other writer waiting.
        KvkNummer? kvk = KvkNummer.TryParse(voorstel.KvkNummer, out var nummer) ? nummer : null;
        var gevonden = kvk is null ? new(null) : await handelsregister.FindAsync(nummer, nameof(Ketenafgifte.Intermediair), ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, voorstel, kvk, gevonden, aanbod, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(
        UseCaseScope scope, Handeling handeling, KetenmachtigingVoorstel voorstel, KvkNummer? kvk, Registerantwoord gevonden, Dienstenaanbod aanbod, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        if (gevonden.Refusal is { } silent)
        {
            return silent;
        }

        var geldig = kvk is { } van ? await db.GegevenAan(beheerder.Organisatie.KvkNummer, van).ToListAsync(ct) : [];
        Emailadres? email = Emailadres.TryParse(voorstel.Email, out var adres) ? adres : null;
        var dekkingen = voorstel.Diensten.Distinct().Select(keuze => KetenDekking.Find(aanbod, keuze)).ToList();
        var afgifte = new Ketenafgifte(beheerder, kvk, email, dekkingen, voorstel.Duur, voorstel.Akkoord);
        if (afgifte.Refusals(gevonden.Inschrijving, geldig, instellingen.CurrentValue.MinimumNiveau, handeling.Today).ToList() is { Count: > 0 } refusals)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var intermediair = gevonden.Inschrijving!;
        var kosten = geldig.Count == 0 ? tarieven.CurrentValue.ForNieuweIntermediair(intermediair.Naam) : null;
        if (voorstel.GetoondeKosten is { } getoond && getoond != (kosten?.Exclusief ?? 0))
        {
            return new KostenChanged(getoond, kosten?.Exclusief ?? 0) { Field = nameof(KetenmachtigingVoorstel.GetoondeKosten) };
        }

        var einddatum = voorstel.Duur.LaatsteDag(handeling.Today).Value;
        var gegevens = new KetenmachtigingAfgevenGegevens(intermediair.KvkNummer.Value, intermediair.Naam, adres.Value, [.. dekkingen.OfType<KetenDekking>()], einddatum);
        var aanvraag = await indiener.AddAsync(
            scope,
            handeling,
            new NieuweAanvraag(KetenmachtigingAfgevenGegevens.Type, version, beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId, gegevens) { Kosten = kosten },
            ct);

        // Nobody reviews it, so there is nothing to withdraw before it holds.
        if (aanvraag.Accept(handeling.At) is { } refusal)
        {
            return refusal;
        }

        db.AddKetenmachtigingen(
            handeling,
            aanvraag.Id,
            beheerder.OrganisatieId,
            new(beheerder.Organisatie.KvkNummer, beheerder.Organisatie.Naam, null),
            new(intermediair.KvkNummer, intermediair.Naam, adres.Value),
            gegevens.Dekkingen,
            einddatum);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
