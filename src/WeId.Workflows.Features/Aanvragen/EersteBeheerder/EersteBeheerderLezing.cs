using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>Reads the typed form into values; what is empty or has not the right form becomes a refusal at its field.</summary>
internal sealed class EersteBeheerderLezing
{
    private readonly FormLezer lezer = new();
    private readonly EersteBeheerderFormulier form;
    private readonly string? voornamen;
    private readonly string? tussenvoegsel;
    private readonly string? achternaam;
    private readonly DateOnly? geboortedatum;
    private readonly Emailadres? email;

    public EersteBeheerderLezing(EersteBeheerderFormulier form)
    {
        this.form = form;
        Middel = new(form);
        Voor = lezer.ReadEnum<VoorWie>(form.Voor, nameof(form.Voor));
        if (Voor is VoorWie.IemandAnders)
        {
            voornamen = lezer.ReadText(form.AanvragerVoornamen, nameof(form.AanvragerVoornamen), 100);
            tussenvoegsel = string.IsNullOrWhiteSpace(form.AanvragerTussenvoegsel) ? null : lezer.ReadText(form.AanvragerTussenvoegsel, nameof(form.AanvragerTussenvoegsel), 20);
            achternaam = lezer.ReadText(form.AanvragerAchternaam, nameof(form.AanvragerAchternaam), 100);
            geboortedatum = lezer.ReadDate(form.AanvragerGeboortedatum, nameof(form.AanvragerGeboortedatum));
            email = lezer.Read<Emailadres>(form.AanvragerEmail, nameof(form.AanvragerEmail));
        }
    }

    public MiddelLezing Middel { get; }

    public VoorWie? Voor { get; }

    /// <summary>Everything that is missing or cannot be right.</summary>
    public IReadOnlyList<Refusal> Refusals(IEnumerable<DocumentZijde> bijlagen, Inschrijving inschrijving, DateOnly today)
    {
        var gevraagd = new Domain.Contracten.EersteBeheerder(
            Middel.ToMiddel(bijlagen), Tekenaars.Of(form.Ondertekenaars, inschrijving), form.AkkoordTarieven, form.AkkoordVerklaring);
        return [.. Middel.Refusals.Concat(lezer.Refusals).Concat(gevraagd.Refusals(inschrijving, today)).Distinct()];
    }

    /// <summary>The applicant, when he is not the beheerder himself; only of a form without refusals.</summary>
    public Persoon? ToAanvrager(DateTimeOffset at) => Voor is VoorWie.IemandAnders
        ? new(Guid.CreateVersion7(at), voornamen!, tussenvoegsel, achternaam!, geboortedatum!.Value, email!.Value, null)
        : null;
}
