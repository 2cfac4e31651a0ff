using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>What the Handelsregister answered to a form.</summary>
/// <param name="Inschrijving">Null when it knows none, or did not answer.</param>
/// <param name="Refusal">Why it did not answer; null when it did.</param>
public sealed record Registerantwoord(Inschrijving? Inschrijving, Refusal? Refusal = null);

/// <summary>Looks a company up while somebody fills in a form: without an answer he is told to try later, since nobody looks at it after him.</summary>
public sealed class Handelsregisterblik(IHandelsregister handelsregister)
{
    /// <param name="field">The field with the number.</param>
    public async Task<Registerantwoord> FindAsync(KvkNummer nummer, string field, CancellationToken ct)
    {
        try
        {
            return new(await handelsregister.FindAsync(nummer, ct));
        }
        catch (Exception e) when (e is HandelsregisterNietBereikbaarException or HandelsregisterWeigertException)
        {
            return new(null, new HandelsregisterSilent { Field = field });
        }
    }
}
