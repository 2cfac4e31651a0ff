using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>Makes up a print of a contract inside the current transaction; from then on its bytes are kept, never made again (I11).</summary>
public sealed class ContractMaker(IPdfMaker pdf, StukService stukken)
{
    /// <summary>Kind of the <see cref="Dossierstuk"/> with the PDF as it was made.</summary>
    public const string Soort = "contract";

    /// <summary>Adds the print.</summary>
    /// <param name="taal">Of who receives it: <c>nl</c> or <c>en</c>.</param>
    public Contract Add(WeIdDbContext db, Aanvraag aanvraag, ContractAfspraak afspraak, int versie, string taal, Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        ArgumentNullException.ThrowIfNull(afspraak);
        ArgumentNullException.ThrowIfNull(handeling);
        var nummer = Contract.NummerOf(aanvraag.Nummer, versie);
        var uiterlijk = handeling.Today.AddMonths(Contract.TermijnMonths);
        var bytes = pdf.Make(Gegevens(aanvraag, afspraak, nummer, versie, uiterlijk, CultureInfo.GetCultureInfo(taal)), taal, handeling.At);
        var stuk = stukken.Seal(aanvraag.Id, null, Soort, $"Contract {nummer}.pdf", new("application/pdf", 1, bytes), handeling.At);
        var contract = new Contract(Guid.CreateVersion7(handeling.At), aanvraag.Id, nummer, versie, stuk.Id, afspraak.Ondertekenaars.Count, handeling.At);
        db.Dossierstukken.Add(stuk);
        db.Contracten.Add(contract);
        db.Audit.Add(AuditRegel.Of(handeling, "ContractOpgemaakt", aanvraag.Id, JsonSerializer.Serialize(new { contract = contract.Id, nummer, stuk.Hash })));
        return contract;
    }

    private static ContractGegevens Gegevens(Aanvraag aanvraag, ContractAfspraak afspraak, string nummer, int versie, DateOnly uiterlijk, CultureInfo taal)
    {
        var kosten = JsonSerializer.Deserialize<Kostenoverzicht>(aanvraag.Kosten ?? throw new InvalidOperationException($"Aanvraag {aanvraag.Id} has no costs."))!;
        return new()
        {
            Nummer = nummer,
            Versie = versie,
            Aanvraagnummer = aanvraag.Nummer,
            Organisatie = afspraak.Organisatie,
            KvkNummer = afspraak.KvkNummer,
            Vestigingsnummer = afspraak.Vestigingsnummer ?? "",
            Adres = string.Join(", ", afspraak.Adres.Regels),
            Beheerder = afspraak.Beheerder,
            Email = afspraak.Email,
            Niveau = afspraak.Niveau.Label(),
            Kosten = [.. kosten.Regels.Select(r => new KostenRegelGegevens { Soort = r.Soort.ToString(), Toelichting = r.Toelichting ?? "", Bedrag = r.Bedrag, Eenmalig = r.Eenmalig })],
            DrieJaar = kosten.Duur is AbonnementDuur.DrieJaar,
            Exclusief = kosten.Exclusief,
            BtwPercentage = kosten.BtwPercentage.ToString("0.##", taal),
            Btw = kosten.Btw,
            Inclusief = kosten.Inclusief,
            Ondertekenaars = [.. afspraak.Ondertekenaars.Select(o => new OndertekenaarGegevens { Naam = o.Naam, Functie = o.Functie, Rechtspersoon = o.IsRechtspersoon })],
            Uiterlijk = uiterlijk,
        };
    }
}
