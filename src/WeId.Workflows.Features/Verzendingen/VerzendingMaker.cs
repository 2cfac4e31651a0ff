using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Decides on a letter, mail or text message in the current transaction; it leaves after the commit.</summary>
public sealed class VerzendingMaker(WeIdDbContext db, IOutbox outbox, IGeheimen geheimen)
{
    /// <summary>The maker inside a use case.</summary>
    public static VerzendingMaker In(UseCaseScope scope, IGeheimen geheimen)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(scope.Db, scope.Outbox, geheimen);
    }

    /// <summary>Adds the verzending, with its data encrypted, and the message that sends it.</summary>
    /// <param name="at">The instant of the act or step.</param>
    public Verzending Add(VerzendKanaal kanaal, Ontvanger aan, TemplateGegevens gegevens, DateTimeOffset at, VerzendOpties? opties = null)
    {
        ArgumentNullException.ThrowIfNull(aan);
        ArgumentNullException.ThrowIfNull(gegevens);
        var verzending = Verzending.Create(
            new NieuweVerzending
            {
                AanvraagId = opties?.AanvraagId,
                OrganisatieId = opties?.OrganisatieId,
                PersoonId = aan.PersoonId,
                Kanaal = kanaal,
                Template = TemplateGegevens.NameOf(gegevens.GetType()),
                Taal = aan.Taal,
                OntvangerNaam = aan.Naam,
                Adres = aan.Adres,
                BeveiligdeGegevens = gegevens.Protect(geheimen),
                NietNa = opties?.NietNa,
                HerdrukVanId = opties?.HerdrukVanId,
            },
            at);
        db.Verzendingen.Add(verzending);
        outbox.Add(
            DerivedId.From(verzending.Id, VerzendOpdracht.MessageType),
            VerzendOpdracht.MessageType,
            VerzendOpdracht.KeyOf(kanaal, aan.Adres),
            new VerzendOpdracht(verzending.Id),
            new OutboxOptions(Priority: opties?.NietNa is null ? 0 : VerzendOpdracht.PriorityOfCodes));
        return verzending;
    }
}

/// <summary>Who receives a verzending, at which address and in which language.</summary>
/// <param name="Adres">As <see cref="Verzending.Adres"/>.</param>
/// <param name="Taal"><c>nl</c> or <c>en</c>.</param>
/// <param name="PersoonId">Null when he is not one of ours.</param>
public sealed record Ontvanger(string Naam, string Adres, string Taal, Guid? PersoonId = null)
{
    /// <summary>At his e-mail address.</summary>
    public static Ontvanger ByMail(Persoon persoon)
    {
        ArgumentNullException.ThrowIfNull(persoon);
        return new(persoon.VolledigeNaam, persoon.Email.Value, persoon.Taal, persoon.Id);
    }

    /// <summary>At his mobile number.</summary>
    /// <exception cref="InvalidOperationException">He has none.</exception>
    public static Ontvanger BySms(Persoon persoon)
    {
        ArgumentNullException.ThrowIfNull(persoon);
        return persoon.Mobiel is { } mobiel
            ? new(persoon.VolledigeNaam, mobiel.Value, persoon.Taal, persoon.Id)
            : throw new InvalidOperationException($"Persoon {persoon.Id} has no mobile number.");
    }

    /// <summary>At the address of the organisatie at the KvK .</summary>
    public static Ontvanger ByPost(Persoon persoon, Organisatie organisatie)
    {
        ArgumentNullException.ThrowIfNull(persoon);
        ArgumentNullException.ThrowIfNull(organisatie);
        return new(persoon.VolledigeNaam, AdresOf(organisatie), persoon.Taal, persoon.Id);
    }

    /// <summary>The name and the address of the organisatie at the KvK, below the name of the receiver.</summary>
    public static string AdresOf(Organisatie organisatie)
    {
        ArgumentNullException.ThrowIfNull(organisatie);
        return string.Join('\n', [organisatie.Naam, .. organisatie.Adres.Regels]);
    }
}

/// <summary>What a verzending belongs to, and until when it is of use.</summary>
/// <param name="NietNa">For codes: from this instant on it is not sent any more, and before it goes ahead of everything else.</param>
/// <param name="HerdrukVanId">The letter that it replaces.</param>
public sealed record VerzendOpties(Guid? AanvraagId = null, Guid? OrganisatieId = null, DateTimeOffset? NietNa = null, Guid? HerdrukVanId = null);
