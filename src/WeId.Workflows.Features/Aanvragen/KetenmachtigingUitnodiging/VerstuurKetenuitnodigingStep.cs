using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Mails the relation its personal link, first and as a reminder; each time a new one, since only a hash of it is kept.</summary>
internal sealed class VerstuurKetenuitnodigingStep(WeIdDbContext db, VerzendingMaker maker, Codes codes, PubliekeLinks links) : IStepHandler
{
    // Nobody types it, so it may be long: 93 bits.
    public const int CodeLength = 20;

    public static StepDescriptor Description { get; } = new("WeId.VerstuurKetenuitnodiging")
    {
        TitleNl = "Relatie uitnodigen",
        TitleEn = "Invite the relation",
        Inputs = [new("template", "String", Required: true, Kind: StepInputKind.Template)],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var uitnodiging = await db.KetenUitnodigingen.SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var intermediair = await db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == uitnodiging.OrganisatieId, ct);
        var code = RandomNumberGenerator.GetString(Codes.Alphabet, CodeLength);
        uitnodiging.Renew(KetenCodes.Hash(codes, code)).OrThrow();
        KetenuitnodigingGegevens leeg = context.Require<string>("template") switch
        {
            "ketenuitnodiging" => new KetenuitnodigingEersteGegevens(),
            "ketenuitnodiging-herinnering" => new KetenuitnodigingHerinneringGegevens(),
            var other => throw new InvalidOperationException($"Template '{other}' is not one that this step can fill in."),
        };
        maker.Add(
            VerzendKanaal.Mail,
            new Ontvanger(uitnodiging.RelatieNaam, uitnodiging.Email.Value, "nl"),
            leeg with
            {
                Intermediair = intermediair.Naam,
                IntermediairKvk = intermediair.KvkNummer.Value,
                Relatie = uitnodiging.RelatieNaam,
                RelatieKvk = uitnodiging.RelatieKvk.Value,
                Diensten = [.. AanvraagGegevens.Read<KetenmachtigingUitnodigingGegevens>(aanvraag).Dekkingen.Select(d => d.NaamNl)],
                Uiterlijk = uitnodiging.Uiterlijk,
                Link = links.Ketenuitnodiging(code),
            },
            context.Now,
            new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        return new StepResult.Completed("Done");
    }
}

/// <summary>The form in which the code of a link is stored.</summary>
internal static class KetenCodes
{
    public static string Hash(Codes codes, string code) => codes.Hash("ketenuitnodiging", code);
}
