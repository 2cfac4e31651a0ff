using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents;

/// <summary>The paper as the house style has it.</summary>
internal sealed class Briefpapier(IOptions<HuisstijlOptions> options) : IBriefpapier
{
    /// <inheritdoc />
    public Letterhead Letterhead => HeadOf(options.Value);

    /// <inheritdoc />
    public IReadOnlyList<string> Postadres => [options.Value.Naam, .. options.Value.Adresregels];

    public static Letterhead HeadOf(HuisstijlOptions huisstijl) =>
        new(huisstijl.Naam, [.. huisstijl.Adresregels, huisstijl.Website, huisstijl.Telefoon, huisstijl.Email], huisstijl.Kleur);
}
