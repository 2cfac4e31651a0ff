namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>The partner that identifies a user of EH3 or EH4 in person or by its app .</summary>
public interface IIdentificatiepartner
{
    /// <summary>Places an order; a second order with the same number is the first one again.</summary>
    /// <exception cref="IdentificatiepartnerNietBereikbaarException">It does not answer; trying later may help.</exception>
    Task<IdentificatieOpdracht> OrderAsync(IdentificatieAanvraag aanvraag, CancellationToken ct);

    /// <summary>Where the order stands; null when there is none under that number.</summary>
    /// <exception cref="IdentificatiepartnerNietBereikbaarException">It does not answer; trying later may help.</exception>
    Task<IdentificatieUitslag?> FindAsync(string ordernummer, CancellationToken ct);
}

/// <summary>The partner does not answer, or with an error of its own.</summary>
public sealed class IdentificatiepartnerNietBereikbaarException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Who is to be identified, how and where.</summary>
public sealed record IdentificatieAanvraag
{
    /// <summary>Our number of the order; the key by which a repeat is recognised.</summary>
    public required string Ordernummer { get; init; }

    /// <summary>Full name as on the identity document.</summary>
    public required string Naam { get; init; }

    /// <summary>Date of birth.</summary>
    public required DateOnly Geboortedatum { get; init; }

    /// <summary>Kind of identity document that he will show.</summary>
    public required string DocumentType { get; init; }

    /// <summary>On location or by the app, as the user chose.</summary>
    public required IdentificatieWijze Wijze { get; init; }

    /// <summary>Where, in lines; needed on location.</summary>
    public IReadOnlyList<string> Adres { get; init; } = [];
}

/// <summary>How a user is identified.</summary>
public enum IdentificatieWijze
{
    /// <summary>Somebody comes by appointment.</summary>
    OpLocatie,

    /// <summary>By the partner's app.</summary>
    App,
}

/// <summary>The order as the partner has it.</summary>
/// <param name="Ordernummer">Our number.</param>
/// <param name="Pagina">Where the user makes or changes his appointment.</param>
public sealed record IdentificatieOpdracht(string Ordernummer, Uri Pagina);

/// <summary>What came of an order.</summary>
/// <param name="Ordernummer">Our number.</param>
/// <param name="EventId">Identifies the report; the same report may come twice.</param>
/// <param name="Resultaat">Where it stands.</param>
/// <param name="Toelichting">What differs or why not, for the reviewer; null when all is well.</param>
public sealed record IdentificatieUitslag(string Ordernummer, Guid EventId, IdentificatieResultaat Resultaat, string? Toelichting = null);

/// <summary>Where an identification stands.</summary>
public enum IdentificatieResultaat
{
    /// <summary>Ordered; the user has not been identified yet.</summary>
    Gepland,

    /// <summary>He is who he says.</summary>
    Geslaagd,

    /// <summary>His document differs from the aanvraag: a reviewer decides.</summary>
    Afwijking,

    /// <summary>He did not show up.</summary>
    NietVerschenen,
}
