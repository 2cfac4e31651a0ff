using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Sends one of the messages around an aanvraag, with the data of its rows.</summary>
internal sealed class VerzendStep(WeIdDbContext db, VerzendingMaker maker, AanvraagSoorten soorten, IEnumerable<IBericht> berichten) : IStepHandler
{
    public const string Aanvrager = "Aanvrager";
    public const string Gebruiker = "Gebruiker";
    public const string Beheerders = "Beheerders";

    public static StepDescriptor Description { get; } = new("WeId.Verzend")
    {
        TitleNl = "Bericht versturen",
        TitleEn = "Send a message",
        Inputs =
        [
            new("template", "String", Required: true, Kind: StepInputKind.Template),
            new("kanaal", "String"),
            new("aan", "String"),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(db, context.AanvraagId, ct);
        var template = context.Require<string>("template");
        var bericht = berichten.SingleOrDefault(b => b.Template == template)
            ?? throw new InvalidOperationException($"Template '{template}' is not one that this step can fill in.");
        var kanaal = Enum.Parse<VerzendKanaal>(context.Input<string>("kanaal") ?? nameof(VerzendKanaal.Mail));
        foreach (var persoon in await ReceiversAsync(context.Input<string>("aan") ?? Aanvrager, dossier, ct))
        {
            maker.Add(
                kanaal,
                kanaal switch
                {
                    VerzendKanaal.Mail => Ontvanger.ByMail(persoon),
                    VerzendKanaal.Sms => Ontvanger.BySms(persoon),
                    _ => Ontvanger.ByPost(persoon, dossier.Organisatie),
                },
                await bericht.FillAsync(dossier, persoon, ct),
                context.Now,
                new VerzendOpties(dossier.Aanvraag.Id, dossier.Organisatie.Id));
        }

        return new StepResult.Completed("Done");
    }

    private async Task<IReadOnlyList<Persoon>> ReceiversAsync(string aan, Dossier dossier, CancellationToken ct) => aan switch
    {
        Aanvrager => await db.VoorAanvragerAsync(soorten.Of(dossier.Aanvraag), dossier, ct),
        Gebruiker => [dossier.RequireGebruiker()],
        Beheerders => await db.BeheerdersAsync(dossier.Organisatie.Id, ct),
        _ => throw new InvalidOperationException($"'{aan}' is no receiver; use {Aanvrager}, {Gebruiker} or {Beheerders}."),
    };
}
