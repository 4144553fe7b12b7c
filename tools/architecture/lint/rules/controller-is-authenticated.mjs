const decoratorNamed = (node, name) =>
  (node.decorators ?? []).find(({ expression }) => calleeName(expression) === name);

const calleeName = (expression) => (expression.type === 'CallExpression' ? expression.callee.name : expression.name);

const routes = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options'];
const isRoute = (member) => routes.some((name) => decoratorNamed(member, name) !== undefined);

/** A controller, or each of its routes, says who may call it: `@Authenticated(...scopes)` with at least one scope. */
export const controllerIsAuthenticated = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      open: 'Everybody may call this route: put @Authenticated(scope) on the controller or on the route.',
      noScope: '@Authenticated() names no scope: say which one the route needs.',
    },
  },
  create: (context) => ({
    ClassDeclaration(node) {
      if (decoratorNamed(node, 'Controller') === undefined) return;
      const onClass = decoratorNamed(node, 'Authenticated');
      const openRoutes = node.body.body.filter(
        (member) => isRoute(member) && onClass === undefined && decoratorNamed(member, 'Authenticated') === undefined,
      );
      for (const route of openRoutes) context.report({ node: route.key, messageId: 'open' });
      for (const holder of [node, ...node.body.body]) {
        const authenticated = decoratorNamed(holder, 'Authenticated');
        if (authenticated?.expression.arguments?.length === 0)
          context.report({ node: authenticated, messageId: 'noScope' });
      }
    },
  }),
};
