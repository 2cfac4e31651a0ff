using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Tells one of the two that nothing comes of the uitnodiging, and why.</summary>
internal sealed class MeldKetenuitnodigingStep(WeIdDbContext db, VerzendingMaker maker) : IStepHandler
{
    private const string Relatie = "Relatie";
    private const string Intermediair = "Intermediair";

    public static StepDescriptor Description { get; } = new("WeId.MeldKetenuitnodiging")
    {
        TitleNl = "Afloop van de uitnodiging melden",
        TitleEn = "Tell how the invitation ended",
        Inputs = [new("template", "String", Required: true, Kind: StepInputKind.Template), new("aan", "String", Required: true)],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var uitnodiging = await db.KetenUitnodigingen.AsNoTracking().SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = new KetenuitnodigingAfgelopenGegevens
        {
            Aanvraagnummer = aanvraag.Nummer,
            Intermediair = await db.Organisaties.Where(o => o.Id == uitnodiging.OrganisatieId).Select(o => o.Naam).SingleAsync(ct),
            Relatie = uitnodiging.RelatieNaam,
            Afloop = uitnodiging.Status is KetenUitnodigingStatus.Verlopen && await db.LatestAanvullingAsync(aanvraag.Id, ct) is not null ? "NietAangevuld" : uitnodiging.Status.ToString(),
            Redenen = (aanvraag.Afkeurreden ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        IReadOnlyList<Ontvanger> ontvangers = context.Require<string>("aan") switch
        {
            Relatie => [new(uitnodiging.RelatieNaam, uitnodiging.Email.Value, "nl")],
            Intermediair => [.. (await BeheerdersAsync(uitnodiging.OrganisatieId, ct)).Select(Ontvanger.ByMail)],
            var other => throw new InvalidOperationException($"'{other}' is no receiver; use {Relatie} or {Intermediair}."),
        };
        foreach (var ontvanger in ontvangers)
        {
            maker.Add(VerzendKanaal.Mail, ontvanger, gegevens, context.Now, new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        }

        return new StepResult.Completed("Done");
    }

    private Task<List<Persoon>> BeheerdersAsync(Guid organisatieId, CancellationToken ct) => db.Koppelingen
        .Where(k => k.OrganisatieId == organisatieId && k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief)
        .Select(k => k.EhMiddel.Persoon)
        .ToListAsync(ct);
}
