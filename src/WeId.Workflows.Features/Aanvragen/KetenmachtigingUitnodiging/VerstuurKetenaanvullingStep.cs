using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Mails the relation what the reviewer asks, first and as a reminder; each time with a new link, since only a hash of it is kept.</summary>
internal sealed class VerstuurKetenaanvullingStep(WeIdDbContext db, VerzendingMaker maker, Codes codes, PubliekeLinks links) : IStepHandler
{
    private const string Taal = "nl";

    public static StepDescriptor Description { get; } = new("WeId.VerstuurKetenaanvulling")
    {
        TitleNl = "Relatie om een aanvulling vragen",
        TitleEn = "Ask the relation for a supplement",
        Inputs = [new("template", "String", Required: true, Kind: StepInputKind.Template)],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var uitnodiging = await db.KetenUitnodigingen.SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var aanvulling = await db.RequireAanvullingAsync(aanvraag, ct);
        var code = RandomNumberGenerator.GetString(Codes.Alphabet, VerstuurKetenuitnodigingStep.CodeLength);
        uitnodiging.Ask(KetenCodes.Hash(codes, code)).OrThrow();
        KetenaanvullingGegevens leeg = context.Require<string>("template") switch
        {
            "ketenaanvulling-gevraagd" => new KetenaanvullingGevraagdGegevens(),
            "ketenaanvulling-herinnering" => new KetenaanvullingHerinneringGegevens(),
            var other => throw new InvalidOperationException($"Template '{other}' is not one that this step can fill in."),
        };
        maker.Add(
            VerzendKanaal.Mail,
            new Ontvanger(uitnodiging.RelatieNaam, uitnodiging.Email.Value, Taal),
            leeg with
            {
                Aanvraagnummer = aanvraag.Nummer,
                Intermediair = await db.Organisaties.Where(o => o.Id == uitnodiging.OrganisatieId).Select(o => o.Naam).SingleAsync(ct),
                Relatie = uitnodiging.RelatieNaam,
                Vragen = AanvulRedenen.Lines(aanvulling, CultureInfo.GetCultureInfo(Taal)),
                Uiterlijk = aanvulling.Uiterlijk,
                Link = links.Ketenaanvulling(code),
            },
            context.Now,
            new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        return new StepResult.Completed("Done");
    }
}
