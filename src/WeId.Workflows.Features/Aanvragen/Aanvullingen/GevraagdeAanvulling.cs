using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>What is asked, as who answers reads it.</summary>
/// <param name="Vragen">One line each.</param>
/// <param name="Document">Of which new copies can be sent; null when the aanvraag has no document.</param>
public sealed record GevraagdeAanvulling(IReadOnlyList<string> Vragen, DateOnly Uiterlijk, DocumentType? Document)
{
    /// <summary>Name of the file of another kind that can be sent; null when there is none.</summary>
    public string? Stuk { get; private init; }

    /// <summary>In the language of the reader.</summary>
    internal static GevraagdeAanvulling Of(Aanvulling aanvulling, Aanvraag aanvraag, AanvraagSoort soort, CultureInfo taal) =>
        new(AanvulRedenen.Lines(aanvulling, taal), aanvulling.Uiterlijk, soort.Identiteitsbewijs(aanvraag)?.Soort)
        {
            Stuk = soort.Aanvulstuk is null ? null : soort.Text("Aanvulstuk", taal),
        };
}
