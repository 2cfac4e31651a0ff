using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>What a mail about a contract needs of its rows.</summary>
internal abstract class ContractBericht(WeIdDbContext db) : IBericht
{
    public abstract string Template { get; }

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => await FillAsync(
        dossier,
        await db.RequireContractAsync(dossier.Aanvraag.Id, ct),
        AanvraagGegevens.Read<MetContract>(dossier.Aanvraag).Contract,
        ct);

    protected abstract Task<TemplateGegevens> FillAsync(Dossier dossier, Contract contract, ContractAfspraak afspraak, CancellationToken ct);
}

/// <summary>Tells that the contract can be downloaded, and what to do with it.</summary>
internal sealed class ContractOpgemaaktBericht(WeIdDbContext db, AanvraagLinks links) : ContractBericht(db)
{
    public override string Template => "contract-opgemaakt";

    protected override Task<TemplateGegevens> FillAsync(Dossier dossier, Contract contract, ContractAfspraak afspraak, CancellationToken ct) =>
        Task.FromResult<TemplateGegevens>(new ContractOpgemaaktGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Contractnummer = contract.Nummer,
            Organisatie = afspraak.Organisatie,
            Ondertekenaars = [.. afspraak.Ondertekenaars.Select(o => $"{o.Naam} ({o.Functie})")],
            Uiterlijk = contract.Uiterlijk,
            Link = links.Volgen(dossier),
        });
}

/// <summary>Reminds that the paper has not come.</summary>
internal sealed class ContractHerinneringBericht(WeIdDbContext db, AanvraagLinks links) : ContractBericht(db)
{
    public override string Template => "contract-herinnering";

    protected override Task<TemplateGegevens> FillAsync(Dossier dossier, Contract contract, ContractAfspraak afspraak, CancellationToken ct) =>
        Task.FromResult<TemplateGegevens>(new ContractHerinneringGegevens
        {
            Contractnummer = contract.Nummer,
            Organisatie = afspraak.Organisatie,
            Uiterlijk = contract.Uiterlijk,
            Link = links.Volgen(dossier),
        });
}

/// <summary>Tells what was wrong with the paper, and that a new print is ready.</summary>
internal sealed class ContractOnvolledigBericht(WeIdDbContext db, AanvraagLinks links) : ContractBericht(db)
{
    private readonly WeIdDbContext db = db;

    public override string Template => "contract-onvolledig";

    protected override async Task<TemplateGegevens> FillAsync(Dossier dossier, Contract contract, ContractAfspraak afspraak, CancellationToken ct)
    {
        var vorige = await db.Contracten.SingleAsync(c => c.AanvraagId == contract.AanvraagId && c.Versie == contract.Versie - 1, ct);
        return new ContractOnvolledigGegevens
        {
            Oud = vorige.Nummer,
            Contractnummer = contract.Nummer,
            Organisatie = afspraak.Organisatie,
            Redenen = vorige.Toelichting!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Uiterlijk = contract.Uiterlijk,
            Link = links.Volgen(dossier),
        };
    }
}

/// <summary>Tells that the paper did not come in time.</summary>
internal sealed class ContractVervallenBericht(WeIdDbContext db) : ContractBericht(db)
{
    public override string Template => "contract-vervallen";

    protected override Task<TemplateGegevens> FillAsync(Dossier dossier, Contract contract, ContractAfspraak afspraak, CancellationToken ct) =>
        Task.FromResult<TemplateGegevens>(new ContractVervallenGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Contractnummer = contract.Nummer,
            Organisatie = afspraak.Organisatie,
            Uiterlijk = contract.Uiterlijk,
        });
}
