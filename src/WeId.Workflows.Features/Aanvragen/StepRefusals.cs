using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>A refusal inside a step has nobody to be shown to: the step faults and operations see it as an incident.</summary>
internal static class StepRefusals
{
    public static void OrThrow(this Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"The domain refuses this step: {refusal.Code}.");
        }
    }
}
