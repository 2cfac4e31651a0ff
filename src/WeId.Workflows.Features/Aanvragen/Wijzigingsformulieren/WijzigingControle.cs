using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>A form held against what we know, with every reason why it cannot be taken in.</summary>
/// <param name="Antwoorden">As they are kept.</param>
/// <param name="PersoonId">Whom it is about; null when it is about the organisatie.</param>
/// <param name="Kosten">Null when it costs nothing.</param>
internal sealed record GecontroleerdeWijziging(IReadOnlyDictionary<string, string> Antwoorden, Guid? PersoonId, Kostenoverzicht? Kosten, IReadOnlyList<Refusal> Refusals);

/// <summary>What holds for a form, however it came in.</summary>
internal static class WijzigingControle
{
    /// <param name="inzender">Who asks for it; null when he has no middel with us.</param>
    public static async Task<GecontroleerdeWijziging> CheckWijzigingAsync(
        this WeIdDbContext db,
        Organisatie organisatie,
        Guid? inzender,
        WijzigingSoort soort,
        IReadOnlyDictionary<string, string> antwoorden,
        Tarieven tarieven,
        CancellationToken ct)
    {
        var formulier = Wijzigingsformulier.For(soort);
        var kept = formulier.Clean(antwoorden);
        var refusals = formulier.Refusals(kept).ToList();
        var gebruiker = await GebruikerAsync(db, organisatie, formulier, kept, refusals, ct);
        var kosten = default(Kostenoverzicht);
        switch (soort)
        {
            case WijzigingSoort.Activeringsbrief when gebruiker is not null:
                kosten = tarieven.ForActiveringsbrief(gebruiker.Niveau);
                if (gebruiker.Status is not KoppelingStatus.ActivatieVerlopen)
                {
                    refusals.Add(new NotVerlopen(gebruiker.Status) { Field = nameof(FormulierVeldSoort.Gebruiker) });
                }

                break;
            case WijzigingSoort.OtpDevice when gebruiker is not null:
                kosten = tarieven.ForOtpDevice();
                if (gebruiker.Status is not (KoppelingStatus.Actief or KoppelingStatus.WachtenOpActivatie))
                {
                    refusals.Add(new OtpDeviceNotPossible(gebruiker.Status) { Field = nameof(FormulierVeldSoort.Gebruiker) });
                }
                else if (await db.IsOtpOnderwegAsync(gebruiker.EhMiddel.PersoonId, ct))
                {
                    refusals.Add(new OtpDeviceOnderweg { Field = nameof(FormulierVeldSoort.Gebruiker) });
                }

                break;
            case WijzigingSoort.KvkNummer when KvkNummer.TryParse(kept.GetValueOrDefault("NieuwKvkNummer"), out var nieuw) && nieuw == organisatie.KvkNummer:
                refusals.Add(new KvkNummerIsAlready { Field = "NieuwKvkNummer" });
                break;
            case WijzigingSoort.Vestigingsnummer when organisatie.Vestigingsnummer is null:
                refusals.Add(new NoVestigingsnummer());
                break;
            case WijzigingSoort.Vestigingsnummer when await db.IsKvkNummerTakenAsync(organisatie, ct):
                refusals.Add(new KvkNummerIsTaken());
                break;
            case WijzigingSoort.EigenMobielNummer when inzender is null:
                refusals.Add(new InzenderUnknown());
                break;
        }

        var persoon = soort is WijzigingSoort.EigenMobielNummer ? inzender : gebruiker?.EhMiddel.PersoonId;
        return new(kept, persoon, kosten, refusals);
    }

    /// <summary>The user of whom the form speaks: one that the organisatie shows.</summary>
    private static async Task<Organisatiekoppeling?> GebruikerAsync(
        WeIdDbContext db, Organisatie organisatie, Wijzigingsformulier formulier, IReadOnlyDictionary<string, string> antwoorden, List<Refusal> refusals, CancellationToken ct)
    {
        if (formulier.Velden.FirstOrDefault(v => v.Soort is FormulierVeldSoort.Gebruiker) is not { } veld || !Guid.TryParse(antwoorden.GetValueOrDefault(veld.Naam), out var id))
        {
            return null;
        }

        var koppeling = await db.Koppelingen.Include(k => k.EhMiddel).SingleOrDefaultAsync(k => k.Id == id && k.OrganisatieId == organisatie.Id, ct);
        if (koppeling is { IsVisible: true })
        {
            return koppeling;
        }

        refusals.Add(new NotValid("Gebruiker") { Field = veld.Naam });
        return null;
    }
}
