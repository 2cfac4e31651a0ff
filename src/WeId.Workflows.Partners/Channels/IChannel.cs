using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Partners.Channels;

/// <summary>One way out.</summary>
public interface IChannel
{
    /// <summary>What it carries.</summary>
    VerzendKanaal Kanaal { get; }

    /// <summary>Hands the message over; a repeat carries the same identity, so that the receiver's side can recognise it.</summary>
    /// <returns>SHA-256 of what left, in lower-case hexadecimals.</returns>
    /// <exception cref="Engine.Outbox.PermanentFailureException">Trying again is of no use. Any other exception: try again.</exception>
    Task<string> SendAsync(Zending zending, CancellationToken ct);
}

/// <summary>A composed message on its way.</summary>
public sealed record Zending
{
    /// <summary>The verzending; identity towards the outside.</summary>
    public required Guid VerzendingId { get; init; }

    /// <summary>Template, channel and language.</summary>
    public required TemplateKey Template { get; init; }

    /// <summary>Name of the receiver.</summary>
    public required string OntvangerNaam { get; init; }

    /// <summary>As in <see cref="Verzending.Adres"/>.</summary>
    public required string Adres { get; init; }

    /// <summary>When it was decided; the date of the mail, so that a repeat has the same bytes.</summary>
    public required DateTimeOffset Op { get; init; }

    /// <summary>What it says.</summary>
    public required Bericht Bericht { get; init; }
}
