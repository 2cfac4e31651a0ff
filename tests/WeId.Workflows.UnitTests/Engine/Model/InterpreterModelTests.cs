using System.Globalization;
using Xunit.Abstractions;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>
/// Random valid definitions with random events: the interpreter does what the reference model does. By hand longer and
/// with another seed, by the environment variables <c>WEID_MODEL_DEFINITIONS</c> and <c>WEID_MODEL_SEED</c>.
/// </summary>
public sealed class InterpreterModelTests(ITestOutputHelper output)
{
    private const int SequencesEach = 4;

    [Fact]
    public void Interpreter_RandomDefinitionsAndEvents_DoesWhatTheModelDoes()
    {
        var seed = Setting("WEID_MODEL_SEED", 20260301);
        var wanted = Setting("WEID_MODEL_DEFINITIONS", 600);
        var random = new Random(seed);
        var tally = new ModelTally();
        while (tally.Definitions < wanted)
        {
            var shape = Tape.Random(random, 10 + random.Next(90));
            var flow = FlowGenerator.Generate(shape);
            if (!tally.Add(flow))
            {
                continue;
            }

            for (var i = 0; i < SequencesEach; i++)
            {
                var tape = Tape.Random(random, 20 + random.Next(150));
                if (ModelCase.Difference(flow, tape, tally) is not null)
                {
                    Assert.Fail($"Seed {seed}, definition {tally.Definitions}, sequence {i + 1}. {Smallest(shape, tape)}");
                }
            }
        }

        output.WriteLine($"{tally} Seed {seed}.");
    }

    private static string? Smallest(byte[] shape, byte[] tape)
    {
        shape = Tape.Shrink(shape, s => Fails(s, tape));
        tape = Tape.Shrink(tape, t => Fails(shape, t));
        shape = Tape.Shrink(shape, s => Fails(s, tape));
        return ModelCase.Difference(FlowGenerator.Generate(shape), tape);
    }

    private static bool Fails(byte[] shape, byte[] tape) =>
        FlowGenerator.Generate(shape) is { IsValid: true } flow && ModelCase.Difference(flow, tape) is not null;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
