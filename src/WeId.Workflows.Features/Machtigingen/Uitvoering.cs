using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What a message does cannot be refused by anybody: when it is, for instance by a full disk, it is tried again.</summary>
internal static class Uitvoering
{
    public static async Task OrFailAsync(this Task<Result<Done>> act)
    {
        var result = await act;
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Not carried out: {result.Refusals[0].Code}.");
        }
    }
}
